package dev.labcoat.benchmarks.runtime;

import dev.labcoat.fixtures.http.Collector;

/** When a server is replaced by a fresh one. */
public enum Recycling {
    NEVER(Collector.G1, 0),
    EVERY_10000_REQUESTS(Collector.G1, 10_000),
    EVERY_2000_REQUESTS(Collector.G1, 2_000),
    /** Before the heap that nobody collects is full. */
    EVERY_10000_REQUESTS_WITHOUT_GC(Collector.EPSILON, 10_000);

    private final Collector collector;
    private final long requests;

    Recycling(Collector collector, long requests) {
        this.collector = collector;
        this.requests = requests;
    }

    Collector collector() {
        return collector;
    }

    long requests() {
        return requests;
    }
}
