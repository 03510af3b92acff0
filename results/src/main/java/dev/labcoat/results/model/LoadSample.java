package dev.labcoat.results.model;

/**
 * What a load tool did to a server in one turn.
 *
 * @param tool its name
 * @param ours whether it is the client of the benchmarks
 * @param keptAlive whether it sent more than one request on a connection
 * @param step with which knobs of the server turned
 * @param round from 1
 * @param perSecond requests per second
 * @param seconds for which it ran
 * @param clientCpuSeconds CPU time that the tool used; it has one thread
 * @param serverCpuSeconds CPU time that the server used
 * @param serverCpus how many CPUs the server has, where it is pinned
 * @param otherShare the share of the machine's CPU time that was neither's, from 0 to 1
 */
public record LoadSample(
        String tool,
        boolean ours,
        boolean keptAlive,
        String step,
        int round,
        double perSecond,
        double seconds,
        double clientCpuSeconds,
        double serverCpuSeconds,
        int serverCpus,
        double otherShare) {

    public LoadSample {
        Check.present(tool, "tool");
        Check.present(step, "step");
    }

    /** CPU time of the tool for each request, in microseconds. */
    public double clientMicros() {
        return 1e6 * clientCpuSeconds / seconds / perSecond;
    }

    /** CPU time of the server for each request, in microseconds. */
    public double serverMicros() {
        return 1e6 * serverCpuSeconds / seconds / perSecond;
    }

    /** The share of one CPU that the tool used. */
    public double clientShare() {
        return clientCpuSeconds / seconds;
    }

    /** The share of its CPUs that the server used. */
    public double serverShare() {
        return serverCpuSeconds / seconds / Math.max(1, serverCpus);
    }
}
