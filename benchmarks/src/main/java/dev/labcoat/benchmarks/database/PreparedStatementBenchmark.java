package dev.labcoat.benchmarks.database;

import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.DatabaseBackend;
import dev.labcoat.fixtures.sql.Items;
import dev.labcoat.fixtures.sql.Jdbc;
import dev.labcoat.fixtures.sql.Plan;
import dev.labcoat.fixtures.sql.StatementProtocol;
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
 * Measures what PostgreSQL and its driver save when a statement is kept: by the server, from the execution that the driver's
 * prepareThreshold names, and by the caller, who uses it again instead of preparing it for each query; which protocol was
 * used is asked of the server. Left out are the first executions, which warm-up takes, and statements that differ in more
 * than their parameters. Expect parsing and planning to be saved once the server keeps the statement, little by using it
 * again, for the driver keeps a cache of its own, and little by binary transfer of three integers. Run it with {@code
 * ./run-bench.sh run PreparedStatementBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PreparedStatementBenchmark {

    /** The control: a query that reads no table, with the driver's defaults. */
    @Benchmark
    public long roundTrip(PostgresRoundTrip control) throws IOException {
        return control.ask();
    }

    @Benchmark
    public long lookup(Statement statement) throws IOException {
        return statement.lookup();
    }

    public static class Statement extends DatabaseState {

        private static final int ROWS = 10_000;
        private static final String QUERY = "select price, lot, id from item where id = ";

        /** Never, or the driver's default. Any other number differs in the first executions only. */
        @Param({"0", "5"})
        public int prepareThreshold;

        @Param({"false", "true"})
        public boolean statementReused;

        @Param({"true", "false"})
        public boolean binaryTransfer;

        private final SplittableRandom random = new SplittableRandom(1);
        private @Nullable PreparedStatement kept;

        @Override
        protected Database open() throws IOException {
            return DatabaseBackend.POSTGRES.open(new Items(ROWS));
        }

        @Override
        protected Jdbc connectBy(Jdbc jdbc) {
            return jdbc.with("prepareThreshold", Integer.toString(prepareThreshold))
                    .with("binaryTransfer", Boolean.toString(binaryTransfer));
        }

        @Override
        protected void prepare(Connection connected) throws SQLException, IOException {
            execute(connected, "create unique index item_id on item (id)");
            database().plan(connected, QUERY + "?", 1).mustBe(Plan.Access.INDEX);
            // While a statement is open, its place in the driver's cache is taken.
            kept = statementReused ? connected.prepareStatement(QUERY + "?") : null;
            // The threshold is passed, and the types of the result are known from then on.
            for (int i = 0; i <= prepareThreshold + 1; i++) {
                lookup();
            }
            boolean serverPrepared = prepareThreshold > 0;
            protocolMustBe(new StatementProtocol(serverPrepared, serverPrepared && binaryTransfer), connected);
        }

        private void protocolMustBe(StatementProtocol claimed, Connection connected) throws SQLException {
            PreparedStatement statement = statement();
            statement.setInt(1, 1);
            try (ResultSet result = statement.executeQuery()) {
                StatementProtocol seen = StatementProtocol.seen(connected, QUERY + "$1", result);
                if (!seen.equals(claimed)) {
                    throw new IllegalStateException("plan: the row claims " + claimed + ", but it is " + seen);
                }
            } finally {
                giveBack(statement);
            }
        }

        private PreparedStatement statement() throws SQLException {
            return kept == null ? connection().prepareStatement(QUERY + "?") : kept;
        }

        private void giveBack(PreparedStatement statement) throws SQLException {
            if (kept == null) {
                statement.close();
            }
        }

        /** One query for another key each time. */
        public long lookup() throws IOException {
            int id = random.nextInt(ROWS);
            return count(1, () -> {
                PreparedStatement statement = statement();
                try {
                    return mustBe(Items.price(id), price(statement, id));
                } finally {
                    giveBack(statement);
                }
            });
        }

        private static long price(PreparedStatement statement, int id) throws SQLException {
            statement.setInt(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                mustBe(id / Items.LOT_SIZE, row.getInt(2));
                mustBe(id, row.getInt(3));
                return row.getInt(1);
            }
        }
    }
}
