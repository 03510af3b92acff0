package dev.labcoat.benchmarks.database;

import dev.labcoat.fixtures.sql.Items;
import dev.labcoat.fixtures.sql.Jdbc;
import dev.labcoat.fixtures.sql.Pool;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures how many queries per second 32 callers get out of PostgreSQL through HikariCP pools of growing size, with how long
 * they wait for a connection and how many are in use; a query takes its CPU time only, or waits another 5 ms in the server.
 * Left out are transactions of several statements, and a network between the two. Expect the knee where connections keep the
 * server busy, at about its CPUs for short queries and at the number of callers for those that wait, nothing or a loss
 * beyond it, and a new connection for each query to cost many times the query. Run it with {@code ./run-bench.sh run
 * PoolSizeBenchmark}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(PoolSizeBenchmark.CALLERS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PoolSizeBenchmark {

    static final int CALLERS = 32;

    /** The control: a connection for every caller is taken and given back, and nothing is asked. */
    @Benchmark
    public long noQuery(Idle callers) throws IOException {
        return callers.takeAndGiveBack();
    }

    @Benchmark
    public long connectionPerQuery(Unpooled callers) throws IOException {
        return callers.ask();
    }

    @Benchmark
    public long pooled(Pooled callers) throws IOException {
        return callers.ask();
    }

    /** What the callers ask. */
    public enum Query {
        SHORT("select price from item where id = ?"),
        WAITS_5_MS("select price from item, pg_sleep(0.005) where id = ?");

        private final String sql;

        Query(String sql) {
            this.sql = sql;
        }
    }

    public static class Idle extends Callers {
        @Override
        protected Pool pool(Jdbc jdbc) {
            return jdbc.pool(CALLERS);
        }

        /** What the pool itself costs. */
        public long takeAndGiveBack() throws IOException {
            return call(connection -> connection.getHoldability());
        }
    }

    /** Callers that ask for the price of another item each time. */
    public abstract static class Asking extends Callers {

        @Param
        public Query query;

        /** One query. */
        public long ask() throws IOException {
            int id = ThreadLocalRandom.current().nextInt(ROWS);
            return call(connection -> mustBe(Items.price(id), price(connection, id)));
        }

        private long price(Connection connection, int id) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(query.sql)) {
                statement.setInt(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        }
    }

    public static class Unpooled extends Asking {
        @Override
        protected Pool pool(Jdbc jdbc) {
            return jdbc.unpooled();
        }
    }

    public static class Pooled extends Asking {

        @Param({"1", "2", "4", "8", "32", "64"})
        public int poolSize;

        @Override
        protected Pool pool(Jdbc jdbc) {
            return jdbc.pool(poolSize);
        }
    }
}
