package dev.labcoat.benchmarks.measure;

import dev.labcoat.fixtures.load.Interval;
import dev.labcoat.fixtures.load.OpenLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Says of a fork, from all that was measured in it so far, whether its score is about its subject. */
public final class Validity {

    /** A client that uses more of its CPU than this may be what limits throughput; a server that uses less is not busy. */
    private static final double BUSY = 0.90;

    /** Above this share of a CPU, the server's compilers were still at work. */
    private static final double COMPILING = 0.05;

    /** A rate that rises by more than this share, from the first half of the intervals to the last, has not stopped rising. */
    private static final double RISING = 0.05;

    /** Above this share of the machine, others took part in what was measured. */
    private static final double DISTURBED = 0.05;

    /** Above this share of a quantile of the latency, the same quantile of the client's own lag makes it another one. */
    private static final double LATE = 0.10;

    /** Below this share of what a schedule wanted, its rate was not held. */
    private static final double HELD = 0.95;

    private static final double QUANTILE = 99;

    private final boolean steady;
    private final List<OpenLoop.Result> scheduled = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();
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
        add(interval.requests(), interval.wallNanos(), interval.subjectCompileNanos(), interval.foreignShare());
        loadedNanos += interval.loadedNanos();
        clientNanos += interval.clientUtilisation() * interval.loadedNanos();
        subjectNanos += interval.subjectUtilisation() * interval.loadedNanos();
        interval.scheduled().ifPresent(scheduled::add);
    }

    /**
     * An interval without a load client, and so never bound by one.
     *
     * @param operations in it
     * @param intervalNanos how long it was
     * @param intervalCompileNanos CPU time of compilers in it
     * @param foreignShare share of the machine that others had, 0 to 1
     */
    public void add(long operations, long intervalNanos, long intervalCompileNanos, double foreignShare) {
        rates.add((double) operations / intervalNanos);
        wallNanos += intervalNanos;
        compileNanos += intervalCompileNanos;
        foreignNanos += foreignShare * intervalNanos;
    }

    /** Each mark, carried or not. */
    public List<Cost> marks() {
        boolean compiling = compileNanos > COMPILING * wallNanos;
        boolean warming = !steady || (compiling && mayGetFaster());
        List<Cost> marks = new ArrayList<>(List.of(
                Cost.mark("client-bound", clientNanos > BUSY * loadedNanos && subjectNanos < BUSY * loadedNanos),
                Cost.mark("warming", warming),
                Cost.mark("compiling", compiling && !warming),
                Cost.mark("disturbed", foreignNanos > DISTURBED * wallNanos)));
        if (!scheduled.isEmpty()) {
            marks.add(Cost.mark("late", late()));
            marks.add(Cost.mark("overloaded", overloaded()));
        }
        return marks;
    }

    /**
     * Compilers go on for long where requests are few, as those of a server that waits are, and make it no faster: its score is
     * whole, while what a request costs has their time in it. A rate that a schedule holds, or a single interval, cannot tell.
     */
    private boolean mayGetFaster() {
        int half = rates.size() / 2;
        return !scheduled.isEmpty()
                || half == 0
                || mean(rates.subList(rates.size() - half, rates.size())) > (1 + RISING) * mean(rates.subList(0, half));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private boolean late() {
        return quantile(OpenLoop.Result::lags) > LATE * quantile(OpenLoop.Result::latencies);
    }

    private long quantile(Function<OpenLoop.Result, Histogram> histogram) {
        Histogram all = histogram.apply(scheduled.get(0)).copy();
        scheduled.stream().skip(1).map(histogram).forEach(all::add);
        return all.getValueAtPercentile(QUANTILE);
    }

    private boolean overloaded() {
        double due = scheduled.stream().mapToLong(OpenLoop.Result::due).sum();
        double sent = scheduled.stream().mapToLong(OpenLoop.Result::sentInTime).sum();
        return sent < HELD * due || scheduled.stream().anyMatch(requests -> requests.shed() > 0);
    }
}
