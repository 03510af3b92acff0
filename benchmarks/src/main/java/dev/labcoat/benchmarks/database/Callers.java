package dev.labcoat.benchmarks.database;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.DatabaseBackend;
import dev.labcoat.fixtures.sql.Items;
import dev.labcoat.fixtures.sql.Jdbc;
import dev.labcoat.fixtures.sql.Pool;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Many threads that share the connections of a pool to PostgreSQL. */
public abstract class Callers extends DatabaseState {

    static final int ROWS = 10_000;

    private static final double NANOS_PER_MICRO = 1e3;

    private final LongAdder waitNanos = new LongAdder();
    private final LongAdder holdNanos = new LongAdder();
    private long begin;
    private @Nullable Pool pool;

    /** Where connections come from. */
    protected abstract Pool pool(Jdbc jdbc);

    @Override
    protected Database open() throws IOException {
        return DatabaseBackend.POSTGRES.open(new Items(ROWS));
    }

    @Override
    protected void prepare(Connection connected) throws SQLException {
        execute(connected, "create unique index item_id on item (id)");
        pool = pool(database().jdbc());
    }

    @Override
    protected void release() {
        started(pool).close();
    }

    @Override
    protected boolean isCounted() {
        return false;
    }

    @Override
    protected void beforeIteration() {
        waitNanos.reset();
        holdNanos.reset();
        begin = System.nanoTime();
    }

    @Override
    protected List<Cost> afterIteration(long done) {
        return List.of(
                new Cost("pool.wait", waitNanos.sum() / NANOS_PER_MICRO / done, "us/op"),
                // Little's law: how many are in use is how long all were held, by the time that went by.
                new Cost("pool.inUse", (double) holdNanos.sum() / (System.nanoTime() - begin), "connections"));
    }

    /** What a caller does with a connection. */
    interface Errand {
        long run(Connection connection) throws SQLException;
    }

    /** Takes a connection, does the errand, and gives it back. */
    final long call(Errand errand) throws IOException {
        return count(1, () -> {
            long asked = System.nanoTime();
            try (Connection taken = started(pool).take()) {
                long held = System.nanoTime();
                waitNanos.add(held - asked);
                long answer = errand.run(taken);
                holdNanos.add(System.nanoTime() - held);
                return answer;
            }
        });
    }
}
