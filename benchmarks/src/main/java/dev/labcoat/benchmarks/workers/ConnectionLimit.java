package dev.labcoat.benchmarks.workers;

import dev.labcoat.fixtures.http.ConnectionKnobs;

/** Where a server runs out of connections first. Each limit is above what the served ones need. */
public enum ConnectionLimit {
    /** Nowhere. */
    NONE(ConnectionKnobs.UNLIMITED),

    /** At the most that it takes; whoever comes then waits in a backlog that has room for all. */
    MAX_CONNECTIONS(new ConnectionKnobs(1_000, 64, 0)),

    /** The same with a backlog for few, so that the kernel does not even connect the others. */
    SMALL_BACKLOG(new ConnectionKnobs(32, 64, 0)),

    /** At the files of its process, of which its JVM has some tens open. */
    OPEN_FILES(new ConnectionKnobs(1_000, 0, 256));

    private final ConnectionKnobs knobs;

    ConnectionLimit(ConnectionKnobs knobs) {
        this.knobs = knobs;
    }

    ConnectionKnobs knobs() {
        return knobs;
    }

    /**
     * Checks that it was reached, and no other.
     *
     * @param refused connections that were not served
     * @param unconnected those of them that were not even made
     * @throws IllegalStateException if it was not
     */
    void check(long refused, long unconnected) {
        if (refused > 0 != (this != NONE) || unconnected > 0 != (this == SMALL_BACKLOG)) {
            throw new IllegalStateException("with the limit " + this + ", " + refused + " connections were not served, "
                    + unconnected + " of them not even made");
        }
    }
}
