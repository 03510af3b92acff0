package dev.labcoat.benchmarks.database;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.benchmarks.measure.CostProfiler;
import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.Jdbc;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The state of a database benchmark: a database with its data, and one connection to it. A benchmark adds its params, says
 * which database, and prepares what it asks.
 */
@State(Scope.Benchmark)
public abstract class DatabaseState {

    private final LongAdder operations = new LongAdder();

    private @Nullable Database database;
    private @Nullable Connection connection;
    private @Nullable DatabaseMeter meter;

    /** The database, with its data in it. */
    protected abstract Database open() throws IOException;

    /** How it is connected to. */
    protected Jdbc connectBy(Jdbc jdbc) {
        return jdbc;
    }

    /** What is to be done before the first operation: indexes, statements, and a check that the row is what it claims. */
    protected void prepare(Connection connected) throws SQLException, IOException {}

    /** Whether the one connection does all the work, each operation by itself, so that the database's counters tell of it. */
    protected boolean isCounted() {
        return true;
    }

    /** What is to be done before each iteration. */
    protected void beforeIteration() throws SQLException, IOException {}

    /** What is to be checked after each iteration, and what it has cost beside what every database has. */
    protected List<Cost> afterIteration(long done) throws SQLException, IOException {
        return List.of();
    }

    /** What is to be closed beside the connection. */
    protected void release() throws SQLException, IOException {}

    @Setup(Level.Trial)
    public void start() throws IOException {
        database = open();
        try {
            connection = connectBy(database.jdbc()).connect();
            prepare(connection);
            meter = new DatabaseMeter(database, isCounted() ? connection : null);
        } catch (SQLException e) {
            IOException explained = database.explain(e);
            database.close();
            throw explained;
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        try (Database closed = database();
                Connection closedBefore = connection()) {
            release();
        } catch (SQLException e) {
            throw database().explain(e);
        }
    }

    @Setup(Level.Iteration)
    public void beginIteration() throws IOException {
        try {
            beforeIteration();
            operations.reset();
            meter().begin();
        } catch (SQLException e) {
            throw database().explain(e);
        }
    }

    @TearDown(Level.Iteration)
    public void endIteration(IterationParams iteration) throws IOException {
        try {
            long done = operations.sum();
            boolean measured = iteration.getType() == IterationType.MEASUREMENT;
            // The marks of a fork are of what was measured, not of warming up.
            List<Cost> costs = new ArrayList<>(measured ? meter().end(done) : List.of());
            costs.addAll(afterIteration(done));
            if (measured) {
                CostProfiler.report(costs);
            }
        } catch (SQLException e) {
            throw database().explain(e);
        }
    }

    /** Some operations on the database. */
    @FunctionalInterface
    public interface Work {
        long run() throws SQLException, IOException;
    }

    /**
     * Does operations and counts them.
     *
     * @param count how many they are
     * @return what the work returns
     * @throws IOException if it fails, and what that means
     */
    protected final long count(int count, Work work) throws IOException {
        try {
            long answer = work.run();
            operations.add(count);
            return answer;
        } catch (SQLException e) {
            throw database().explain(e);
        }
    }

    /**
     * Checks an answer.
     *
     * @throws IllegalStateException if it is not the expected one
     */
    protected static long mustBe(long expected, long answer) {
        if (answer != expected) {
            throw new IllegalStateException("wrong answer: " + answer + " instead of " + expected);
        }
        return answer;
    }

    /** Runs a statement that answers nothing. */
    protected static void execute(Connection connected, String sql) throws SQLException {
        try (Statement statement = connected.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The database. */
    protected final Database database() {
        return started(database);
    }

    /** The connection. */
    protected final Connection connection() {
        return started(connection);
    }

    private DatabaseMeter meter() {
        return started(meter);
    }

    /** What is there once set-up is over. */
    protected static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the database was not started");
        }
        return part;
    }
}
