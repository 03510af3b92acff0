package dev.labcoat.benchmarks.database;

import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.DatabaseBackend;
import dev.labcoat.fixtures.sql.Purchases;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
 * Measures four ways to ask what ten purchases of a customer cost, by their fifty lines: a query for the purchases and one
 * more for each of them, one join of three tables, one look into a table that holds the join, and two steps of which the
 * second takes all purchases at once. Left out are a network, which makes each round trip dearer, caches of object mappers,
 * and what it costs to keep the joined table right. Expect the cost of many queries to be that of their round trips, which
 * the control shows, so that H2 in this JVM suffers less, and the joined table to be the cheapest. Run it with {@code
 * ./run-bench.sh run QueryShapeBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueryShapeBenchmark {

    /** The control: a query that reads no table. */
    @Benchmark
    public long roundTrip(DatabaseRoundTrip control) throws IOException {
        return control.ask();
    }

    @Benchmark
    public long costOfPurchases(Customers customers) throws IOException {
        return customers.cost();
    }

    private static final String LINES =
            "select p.price, l.quantity from line l join product p on p.id = l.product where l.purchase ";

    private static final String PURCHASES = "select id from purchase where customer = ?";

    /** A way to ask. */
    public enum Shape {
        N_PLUS_ONE(PURCHASES, LINES + "= ?") {
            @Override
            long cost(PreparedStatement first, PreparedStatement second) throws SQLException {
                long sum = 0;
                for (Object purchase : ids(first)) {
                    second.setInt(1, (Integer) purchase);
                    sum += sum(second);
                }
                return sum;
            }
        },
        JOIN(
                "select p.price, l.quantity from purchase c join line l on l.purchase = c.id"
                        + " join product p on p.id = l.product where c.customer = ?",
                "select 1"),
        DENORMALISED("select price, quantity from purchase_line where customer = ?", "select 1"),
        TWO_STEP(PURCHASES, LINES + "= any(?)") {
            @Override
            long cost(PreparedStatement first, PreparedStatement second) throws SQLException {
                Array purchases = second.getConnection().createArrayOf("integer", ids(first));
                second.setArray(1, purchases);
                long sum = sum(second);
                purchases.free();
                return sum;
            }
        };

        private final String first;
        private final String second;

        Shape(String first, String second) {
            this.first = first;
            this.second = second;
        }

        /** The cost, by one query unless it takes more. */
        long cost(PreparedStatement first, PreparedStatement second) throws SQLException {
            return sum(first);
        }

        private static Object[] ids(PreparedStatement query) throws SQLException {
            List<Integer> ids = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getInt(1));
                }
            }
            return ids.toArray();
        }

        private static long sum(PreparedStatement query) throws SQLException {
            long sum = 0;
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    sum += (long) row.getInt(1) * row.getInt(2);
                }
            }
            return sum;
        }
    }

    public static class Customers extends DatabaseState {

        private static final int CUSTOMERS = 2_000;

        @Param({"H2_FILE", "POSTGRES"})
        public DatabaseBackend database;

        @Param
        public Shape shape;

        private final SplittableRandom random = new SplittableRandom(1);
        private @Nullable PreparedStatement first;
        private @Nullable PreparedStatement second;

        @Override
        protected Database open() throws IOException {
            return database.open(new Purchases(CUSTOMERS));
        }

        @Override
        protected void prepare(Connection connected) throws SQLException {
            first = connected.prepareStatement(shape.first);
            second = connected.prepareStatement(shape.second);
        }

        /** What a customer's purchases cost, another customer each time. */
        public long cost() throws IOException {
            int customer = random.nextInt(CUSTOMERS);
            return count(1, () -> {
                started(first).setInt(1, customer);
                return mustBe(Purchases.cost(customer), shape.cost(started(first), started(second)));
            });
        }
    }
}
