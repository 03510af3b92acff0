package dev.labcoat.benchmarks.database;

import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.DatabaseBackend;
import dev.labcoat.fixtures.sql.Plan;
import dev.labcoat.fixtures.sql.WideItems;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;
import org.opentest4j.TestAbortedException;

/**
 * Measures what a query for {@value #ROWS_PER_QUERY} rows on random pages costs PostgreSQL when its shared buffers are
 * smaller or larger than the part of the table that is asked for, with the pages that were found there and those that were
 * not; the server is started anew for each size. Left out is the disk: a page that is not in shared buffers is in the
 * system's page cache, so a miss is a copy of 8 KiB and not a seek. Expect a step where the buffers hold the working set,
 * some microseconds for each missed page below it, and nothing to gain above it. Run it with {@code ./run-bench.sh run
 * SharedBuffersBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SharedBuffersBenchmark {

    static final int ROWS_PER_QUERY = 100;

    /** The control: a query that reads no table. */
    @Benchmark
    public long roundTrip(PostgresRoundTrip control) throws IOException {
        return control.ask();
    }

    @Benchmark
    public long randomPages(Buffers buffers) throws IOException {
        return buffers.ask();
    }

    public static class Buffers extends DatabaseState {

        private static final int TABLE_MEGABYTES = 160;
        private static final String QUERY = "select count(*), sum(price) from wide_item where id = any(?)";

        @Param({"4", "32", "128", "512"})
        public int sharedBuffersMegabytes;

        @Param({"16", "160"})
        public int workingSetMegabytes;

        private final SplittableRandom random = new SplittableRandom(1);
        private final Integer[] ids = new Integer[ROWS_PER_QUERY];
        private @Nullable PreparedStatement statement;

        @Override
        protected Database open() throws IOException {
            if (DatabaseBackend.postgresIsTheUsers()) {
                throw new TestAbortedException(
                        "shared_buffers needs a restart, and the server of LABCOAT_POSTGRES_URL is not ours to restart");
            }
            return DatabaseBackend.postgresWithBuffers(new WideItems(TABLE_MEGABYTES), sharedBuffersMegabytes);
        }

        @Override
        protected void prepare(Connection connected) throws SQLException {
            database()
                    .plan(connected, "select price from wide_item where id = ?", 1)
                    .mustBe(Plan.Access.INDEX);
            statement = connected.prepareStatement(QUERY);
        }

        /** One query for other rows each time. */
        public long ask() throws IOException {
            int rows = WideItems.rows(workingSetMegabytes);
            // Neighbouring stretches of the working set, so that no id is drawn twice.
            int stretch = rows / ROWS_PER_QUERY;
            long expected = 0;
            for (int i = 0; i < ROWS_PER_QUERY; i++) {
                int id = i * stretch + random.nextInt(stretch);
                expected += WideItems.price(id);
                ids[i] = id;
            }
            long sum = expected;
            return count(1, () -> mustBe(sum, priceOfAll()));
        }

        private long priceOfAll() throws SQLException {
            PreparedStatement query = started(statement);
            Array wanted = connection().createArrayOf("integer", ids);
            query.setArray(1, wanted);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                mustBe(ROWS_PER_QUERY, row.getInt(1));
                return row.getLong(2);
            } finally {
                wanted.free();
            }
        }
    }
}
