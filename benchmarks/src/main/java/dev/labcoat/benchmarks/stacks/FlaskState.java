package dev.labcoat.benchmarks.stacks;

import org.openjdk.jmh.annotations.Param;

/** A stack around a Flask application that computes, or that waits in each request. */
public abstract class FlaskState extends StackState {

    /** How long the application waits in each request, as for a query. */
    @Param({"0", "5"})
    public int waitMillis;

    /** Which step of the ladder, beside the application. */
    abstract String rung();

    @Override
    final String step() {
        return "waitMillis=" + waitMillis + "+" + rung();
    }
}
