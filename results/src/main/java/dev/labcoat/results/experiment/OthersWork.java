package dev.labcoat.results.experiment;

import dev.labcoat.results.machine.Host;
import java.time.Duration;

/** What other processes, and the hypervisor, had of the machine while slices of a fork were measured. */
final class OthersWork {

    /** Of /proc/stat (USER_HZ is 100 on every Linux that Java runs on). */
    private static final double TICK_NANOS = 1e7;

    private Host.CpuTicks began = new Host.CpuTicks(0, 0, 0);
    private double all;
    private double busy;
    private double stolen;
    private double own;

    /** A slice begins. */
    void begin(Host.CpuTicks now) {
        began = now;
    }

    /**
     * It has ended.
     *
     * @param own CPU time that the fork's own processes used in it
     */
    void end(Host.CpuTicks now, Duration own) {
        all += now.total() - began.total();
        stolen += now.stolen() - began.stolen();
        busy += now.total() - now.idle() - now.stolen() - (began.total() - began.idle() - began.stolen());
        this.own += own.toNanos() / TICK_NANOS;
    }

    /** Their share of the machine in all slices together, 0 to 1; 0 where the system does not tell. */
    double share() {
        return all == 0 ? 0 : (stolen + Math.max(0, busy - own)) / all;
    }
}
