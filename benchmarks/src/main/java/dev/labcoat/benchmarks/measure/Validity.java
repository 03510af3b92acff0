package dev.labcoat.benchmarks.measure;

import dev.labcoat.fixtures.load.Interval;
import java.util.List;

/** Says of a fork, from all that was measured in it so far, whether its score is about its subject. */
public final class Validity {

    /** A client that uses more of its CPU than this may be what limits throughput; a server that uses less is not busy. */
    private static final double BUSY = 0.90;

    /** Above this share of a CPU, the server's compilers were still at work. */
    private static final double COMPILING = 0.05;

    /** Above this share of the machine, others took part in what was measured. */
    private static final double DISTURBED = 0.05;

    private final boolean steady;
    private double wallNanos;
    private double loadedNanos;
    private double clientNanos;
    private double subjectNanos;
    private double compileNanos;
    private double foreignNanos;

    /**
     * Nothing measured yet.
     *
     * @param steady whether warming up ended in steady state
     */
    public Validity(boolean steady) {
        this.steady = steady;
    }

    void add(Interval interval) {
        add(interval.wallNanos(), interval.subjectCompileNanos(), interval.foreignShare());
        loadedNanos += interval.loadedNanos();
        clientNanos += interval.clientUtilisation() * interval.loadedNanos();
        subjectNanos += interval.subjectUtilisation() * interval.loadedNanos();
    }

    /**
     * An interval without a load client, and so never bound by one.
     *
     * @param intervalNanos how long it was
     * @param intervalCompileNanos CPU time of compilers in it
     * @param foreignShare share of the machine that others had, 0 to 1
     */
    public void add(long intervalNanos, long intervalCompileNanos, double foreignShare) {
        wallNanos += intervalNanos;
        compileNanos += intervalCompileNanos;
        foreignNanos += foreignShare * intervalNanos;
    }

    /** Each mark, carried or not. */
    public List<Cost> marks() {
        return List.of(
                Cost.mark("client-bound", clientNanos > BUSY * loadedNanos && subjectNanos < BUSY * loadedNanos),
                Cost.mark("warming", !steady || compileNanos > COMPILING * wallNanos),
                Cost.mark("disturbed", foreignNanos > DISTURBED * wallNanos));
    }
}
