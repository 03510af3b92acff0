package dev.labcoat.benchmarks.stack;

import dev.labcoat.fixtures.http.AccessLog;
import dev.labcoat.fixtures.http.HttpServerKnobs;
import dev.labcoat.fixtures.http.ThreadKnobs;

/** The ladder of the whole request: as it is often found, with one thing better at a time, and with all of them. */
public enum StackKnobs {
    /** A connection for each query, no index, sixteen workers, and a log that is flushed with each line. */
    BASELINE(0, false, 16, AccessLog.Target.SYNCHRONOUS_FILE),
    /** Eight connections that are kept. */
    POOL(8, false, 16, AccessLog.Target.SYNCHRONOUS_FILE),
    /** A b-tree on what the query asks for. */
    INDEX(0, true, 16, AccessLog.Target.SYNCHRONOUS_FILE),
    /** Four workers, two for each of two CPUs. */
    WORKERS(0, false, 4, AccessLog.Target.SYNCHRONOUS_FILE),
    /** A log that another thread writes. */
    LOG(0, false, 16, AccessLog.Target.ASYNCHRONOUS_FILE),
    /** All of these. */
    ALL(8, true, 4, AccessLog.Target.ASYNCHRONOUS_FILE);

    private final int poolSize;
    private final boolean index;
    private final int workerThreads;
    private final AccessLog.Target accessLog;

    StackKnobs(int poolSize, boolean index, int workerThreads, AccessLog.Target accessLog) {
        this.poolSize = poolSize;
        this.index = index;
        this.workerThreads = workerThreads;
        this.accessLog = accessLog;
    }

    int poolSize() {
        return poolSize;
    }

    boolean index() {
        return index;
    }

    AccessLog.Target accessLog() {
        return accessLog;
    }

    /** The server's part, on all CPUs with nothing pinned, since the database is on them too. */
    HttpServerKnobs server(AccessLog log) {
        int ioThreads = HttpServerKnobs.BASELINE.threads().ioThreads();
        return HttpServerKnobs.BASELINE
                .withThreads(ThreadKnobs.platform(ioThreads, workerThreads))
                .withAccessLog(log)
                .withCpus(0);
    }
}
