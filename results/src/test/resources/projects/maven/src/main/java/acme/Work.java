package acme;

import org.openjdk.jmh.infra.Blackhole;

/** What is measured. */
final class Work {

    private static final int TOKENS = 1_000;

    private Work() {}

    static void work() {
        Blackhole.consumeCPU(TOKENS);
    }
}
