package dev.labcoat.benchmarks.database;

import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.DatabaseBackend;
import dev.labcoat.fixtures.sql.Items;
import dev.labcoat.fixtures.sql.Plan;
import java.io.IOException;
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

/**
 * Measures what one caller waits for one row, or for the hundred rows of a lot, out of tables of growing size, without an
 * index, with a b-tree, and with one that has all that is asked for; the plan is read from the database and must be the
 * claimed one. Left out are the disk, for all tables fit in memory, other callers, writers, and planning, for the statement
 * is prepared once. Expect the cost of a scan to grow with the table and that of a b-tree hardly at all, and a covering index
 * to matter for many scattered rows but not for one. Run it with {@code ./run-bench.sh run IndexBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms768m", "-Xmx768m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IndexBenchmark {

    /** The control: a query that reads no table. */
    @Benchmark
    public long roundTrip(DatabaseRoundTrip control) throws IOException {
        return control.ask();
    }

    @Benchmark
    public long lookup(Table table) throws IOException {
        return table.lookup();
    }

    /** The index that finds the rows. */
    public enum Index {
        NONE(Plan.Access.SCAN, "select 1"),
        B_TREE(Plan.Access.INDEX, "create index item_b_tree on item (%s)"),
        COVERING(Plan.Access.INDEX_ONLY, "create index item_covering on item (%s, price)");

        private final Plan.Access access;
        private final String sql;

        Index(Plan.Access access, String sql) {
            this.access = access;
            this.sql = sql;
        }
    }

    public static class Table extends DatabaseState {

        @Param({"H2_FILE", "POSTGRES"})
        public DatabaseBackend database;

        @Param({"1000", "10000", "100000", "1000000"})
        public int rows;

        @Param
        public Index index;

        @Param({"1", "100"})
        public int rowsReturned;

        private final SplittableRandom random = new SplittableRandom(1);
        private long[] expected = {};
        private @Nullable PreparedStatement statement;

        @Override
        protected Database open() throws IOException {
            return database.open(new Items(rows));
        }

        @Override
        protected void prepare(Connection connected) throws SQLException {
            String column = rowsReturned == 1 ? "id" : "lot";
            String query = "select price from item where " + column + " = ?";
            execute(connected, index.sql.formatted(column));
            database().plan(connected, query, 1).mustBe(index.access);
            statement = connected.prepareStatement(query);
            expected = Items.prices(rows, rowsReturned);
        }

        /** One query for another key each time. */
        public long lookup() throws IOException {
            int key = random.nextInt(expected.length);
            return count(1, () -> mustBe(expected[key], priceOf(key)));
        }

        private long priceOf(int key) throws SQLException {
            PreparedStatement query = started(statement);
            query.setInt(1, key);
            long sum = 0;
            int found = 0;
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    sum += row.getInt(1);
                    found++;
                }
            }
            mustBe(rowsReturned, found);
            return sum;
        }
    }
}
