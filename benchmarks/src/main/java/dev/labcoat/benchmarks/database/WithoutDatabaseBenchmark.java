package dev.labcoat.benchmarks.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.labcoat.fixtures.process.GuardedFolder;
import dev.labcoat.fixtures.sql.Database;
import dev.labcoat.fixtures.sql.DatabaseBackend;
import dev.labcoat.fixtures.sql.Items;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures what one caller waits for a text of sixty letters by its key: out of PostgreSQL, out of H2 in this JVM, out of a
 * Caffeine cache, and out of a file for each key; all of them give what the database gives, and it is compared. Left out is
 * what it costs to fill and to invalidate a cache or to write the files, and the network on the way to a database elsewhere.
 * Expect each step away from a process and from SQL to be worth an order of magnitude, and the file, which needs the system
 * three times, to lie between the databases. Run it with {@code ./run-bench.sh run WithoutDatabaseBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WithoutDatabaseBenchmark {

    /** Lookups of one invocation: enough to make counting them vanish beside the cheapest. */
    static final int BATCH = 100;

    /** The control: out of an array. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long array(Expected control) throws IOException {
        return control.lookUp();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long lookup(Answers answers) throws IOException {
        return answers.lookUp();
    }

    /** Tells the note of an item. */
    interface Notes {
        String of(int id) throws SQLException, IOException;
    }

    /** Where the answer comes from. */
    public enum Source {
        POSTGRES(DatabaseBackend.POSTGRES),
        H2(DatabaseBackend.H2_MEMORY),
        CACHE(DatabaseBackend.H2_MEMORY) {
            @Override
            Notes notes(Notes asked, Path folder) throws SQLException, IOException {
                Cache<Integer, String> cache =
                        Caffeine.newBuilder().maximumSize(Expected.ROWS).build();
                for (int id = 0; id < Expected.ROWS; id++) {
                    cache.put(id, String.valueOf(asked.of(id)));
                }
                return id -> String.valueOf(cache.getIfPresent(id));
            }
        },
        FILE(DatabaseBackend.H2_MEMORY) {
            @Override
            Notes notes(Notes asked, Path folder) throws SQLException, IOException {
                for (int id = 0; id < Expected.ROWS; id++) {
                    Files.writeString(folder.resolve(Integer.toString(id)), String.valueOf(asked.of(id)));
                }
                return id -> Files.readString(folder.resolve(Integer.toString(id)));
            }
        };

        private final DatabaseBackend backend;

        Source(DatabaseBackend backend) {
            this.backend = backend;
        }

        /** What tells the notes, filled from what the database tells. */
        Notes notes(Notes asked, Path folder) throws SQLException, IOException {
            return asked;
        }
    }

    /** The notes as they must be. */
    public static class Expected extends DatabaseState {

        static final int ROWS = 1_000;

        private final SplittableRandom random = new SplittableRandom(1);
        private final String[] expected = Items.notes(ROWS);
        private Notes notes = id -> expected[id];

        @Override
        protected Database open() throws IOException {
            return DatabaseBackend.H2_MEMORY.open(new Items(ROWS));
        }

        final void tell(Notes all) {
            notes = all;
        }

        /** {@value #BATCH} lookups, of another item each time. */
        public long lookUp() throws IOException {
            return count(BATCH, () -> {
                long letters = 0;
                for (int i = 0; i < BATCH; i++) {
                    int id = random.nextInt(ROWS);
                    String note = notes.of(id);
                    if (!expected[id].equals(note)) {
                        throw new IllegalStateException("wrong answer: " + note + " instead of " + expected[id]);
                    }
                    letters += note.length();
                }
                return letters;
            });
        }
    }

    public static class Answers extends Expected {

        @Param
        public Source source;

        private @Nullable GuardedFolder folder;

        @Override
        protected Database open() throws IOException {
            return source.backend.open(new Items(ROWS));
        }

        @Override
        protected void prepare(Connection connected) throws SQLException, IOException {
            execute(connected, "create unique index item_id on item (id)");
            PreparedStatement query = connected.prepareStatement("select note from item where id = ?");
            folder = GuardedFolder.create();
            tell(source.notes(id -> ask(query, id), folder.path()));
        }

        private static String ask(PreparedStatement query, int id) throws SQLException {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }

        @Override
        protected void release() {
            started(folder).close();
        }
    }
}
