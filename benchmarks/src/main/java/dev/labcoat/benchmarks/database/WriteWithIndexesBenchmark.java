package dev.labcoat.benchmarks.database;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.fixtures.sql.DataSet;
import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.DatabaseBackend;
import dev.labcoat.fixtures.sql.Jdbc;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
 * Measures what inserting a batch of rows costs, one transaction for each batch, into a table with none, one or five
 * indexes on random integers, the rows being counted afterwards; on PostgreSQL also with the driver's reWriteBatchedInserts,
 * which makes one statement of many. Left out are updates, several writers, and tables that outgrow memory; beware that
 * PostgreSQL's commit waits for the disk, and that of H2 on file does not, by up to half a second. Expect the commit to be
 * most of a single row's cost and the indexes most of a batch's, and rewriting to matter for batches only. Run it with
 * {@code ./run-bench.sh run WriteWithIndexesBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms768m", "-Xmx768m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WriteWithIndexesBenchmark {

    /** The control: a query that reads no table and writes nothing. */
    @Benchmark
    public long roundTrip(DatabaseRoundTrip control) throws IOException {
        return control.ask();
    }

    @Benchmark
    public long insertPostgres(Postgres table) throws IOException {
        return table.insert();
    }

    @Benchmark
    public long insertH2(H2 table) throws IOException {
        return table.insert();
    }

    /** A table that is written to. */
    public abstract static class Table extends DatabaseState {

        private static final String[] INDEXED = {"a", "b", "c", "d", "e"};

        @Param({"0", "1", "5"})
        public int indexes;

        @Param({"1", "100"})
        public int batchRows;

        private final SplittableRandom random = new SplittableRandom(1);
        private @Nullable PreparedStatement insert;

        @Override
        protected void prepare(Connection connected) throws SQLException {
            execute(connected, "create table event (a integer, b integer, c integer, d integer, e integer)");
            for (int i = 0; i < indexes; i++) {
                execute(connected, "create index event_%s on event (%s)".formatted(INDEXED[i], INDEXED[i]));
            }
            insert = connected.prepareStatement("insert into event (a, b, c, d, e) values (?, ?, ?, ?, ?)");
            connected.setAutoCommit(false);
        }

        /** What PostgreSQL counts of a transaction, it tells after it. */
        @Override
        protected boolean isCounted() {
            return false;
        }

        @Override
        protected void beforeIteration() throws SQLException {
            execute(connection(), "truncate table event");
            connection().commit();
        }

        @Override
        protected List<Cost> afterIteration(long done) throws SQLException {
            try (Statement statement = connection().createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from event")) {
                row.next();
                mustBe(done * batchRows, row.getLong(1));
            }
            connection().commit();
            return List.of();
        }

        /** One batch, committed. */
        public long insert() throws IOException {
            return count(1, () -> {
                PreparedStatement statement = started(insert);
                for (int row = 0; row < batchRows; row++) {
                    for (int column = 1; column <= INDEXED.length; column++) {
                        statement.setInt(column, random.nextInt());
                    }
                    statement.addBatch();
                }
                int answers = statement.executeBatch().length;
                connection().commit();
                return mustBe(batchRows, answers);
            });
        }
    }

    public static class Postgres extends Table {

        @Param({"false", "true"})
        public boolean reWriteBatchedInserts;

        @Override
        protected Database open() throws IOException {
            return DatabaseBackend.POSTGRES.open(DataSet.EMPTY);
        }

        @Override
        protected Jdbc connectBy(Jdbc jdbc) {
            return jdbc.with("reWriteBatchedInserts", Boolean.toString(reWriteBatchedInserts));
        }
    }

    public static class H2 extends Table {

        @Param({"H2_MEMORY", "H2_FILE"})
        public DatabaseBackend database;

        @Override
        protected Database open() throws IOException {
            return database.open(DataSet.EMPTY);
        }
    }
}
