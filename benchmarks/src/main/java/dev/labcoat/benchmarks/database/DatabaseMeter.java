package dev.labcoat.benchmarks.database;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.Validity;
import dev.labcoat.fixtures.process.HostCpu;
import dev.labcoat.fixtures.process.Usage;
import dev.labcoat.fixtures.process.UsageMeter;
import dev.labcoat.fixtures.sql.Counters;
import dev.labcoat.fixtures.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what a database and its callers in this JVM use, from the beginning of an iteration to its end. */
final class DatabaseMeter {

    private static final double NANOS_PER_MICRO = 1e3;

    private final Database database;
    private final @Nullable Connection connection;
    private final UsageMeter callers = new UsageMeter();
    private final Validity validity = new Validity(true);
    private Reading begin;

    /**
     * A meter.
     *
     * @param connection the one that does all the work, so that the database can tell what it counted; null if several do
     */
    DatabaseMeter(Database database, @Nullable Connection connection) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.begin = read();
    }

    private record Reading(
            long nanos, OptionalLong databaseCpuNanos, Usage callers, HostCpu host, Optional<Counters> counters) {}

    private Reading read() throws SQLException {
        Optional<Counters> counters = connection == null ? Optional.empty() : database.counters(connection);
        return new Reading(System.nanoTime(), database.cpuNanos(), callers.read(), HostCpu.read(), counters);
    }

    void begin() throws SQLException {
        begin = read();
    }

    /**
     * What was used since the beginning.
     *
     * @param operations what it was used for
     */
    List<Cost> end(long operations) throws SQLException {
        Reading end = read();
        long callersCpu = end.callers.cpuNanos() - begin.callers.cpuNanos();
        List<Cost> costs = new ArrayList<>();
        if (database.inThisJvm()) {
            costs.add(micros("subject.cpu", callersCpu, operations));
        } else {
            costs.add(micros("client.cpu", callersCpu, operations));
        }
        long databaseCpu = 0;
        if (end.databaseCpuNanos.isPresent() && begin.databaseCpuNanos.isPresent()) {
            databaseCpu = end.databaseCpuNanos.getAsLong() - begin.databaseCpuNanos.getAsLong();
            costs.add(micros("subject.cpu", databaseCpu, operations));
        }
        if (end.counters.isPresent() && begin.counters.isPresent()) {
            Counters counted = end.counters.get().since(begin.counters.get());
            costs.add(new Cost("rows.read", (double) counted.rowsRead() / operations, "rows"));
            costs.add(new Cost("buffers.hit", (double) counted.bufferHits() / operations, "pages"));
            costs.add(new Cost("buffers.read", (double) counted.bufferReads() / operations, "pages"));
            costs.add(new Cost("buffers.hitRatio", 100 * counted.hitRatio(), "%"));
        }
        // A wrong answer ends the fork, so a recorded iteration has none: this says that they were looked for.
        costs.add(new Cost("errors", 0, "#"));
        long wall = end.nanos - begin.nanos;
        validity.add(
                operations,
                wall,
                end.callers.compileNanos() - begin.callers.compileNanos(),
                // The work of a database elsewhere cannot be told from that of others.
                end.host.foreignShare(begin.host, wall, callersCpu + databaseCpu));
        costs.addAll(validity.marks());
        return costs;
    }

    private static Cost micros(String name, long nanos, long operations) {
        return new Cost(name, nanos / NANOS_PER_MICRO / operations, "us/op");
    }
}
