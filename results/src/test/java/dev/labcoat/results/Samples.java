package dev.labcoat.results;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs with every kind of cell, the same each time. */
public final class Samples {

    /** When the sample commit was made. */
    public static final Instant COMMITTED = Instant.parse("2026-03-04T05:06:07Z");

    /** Where the sample runs were made. */
    public static final Machine MACHINE = new Machine("Test CPU 3000", 4, 16, "amd64", "Linux 6.1", "");

    /** Under what circumstances. */
    public static final Environment ENVIRONMENT =
            new Environment("17.0.15", "/opt/jdk-17", "-Dx=1", "performance", 0.25, 1.5, 0.012);

    /** What the sample jar says of itself. */
    public static final Suite SUITE = new Suite(
            "1",
            List.of(),
            List.of(
                    new Suite.CostColumn("subject.cpu", "server CPU/op"),
                    new Suite.CostColumn("subject.alloc", "server alloc/op")),
            Map.of("Undertow", "2.4.4", "Jetty", "12.1.14"),
            List.of(new Suite.Layer(
                    "serving",
                    "What serving costs.",
                    true,
                    null,
                    null,
                    List.of(new Suite.Question(
                            "demo.FileBenchmark",
                            "what does a file cost?",
                            null,
                            Map.of(),
                            null,
                            List.of(),
                            List.of(),
                            null,
                            null,
                            null)))));

    private static final Revision PARENT =
            new Revision("a".repeat(40), COMMITTED.minusSeconds(86_400), "Serve files", null, "main", null);
    private static final Revision HEAD =
            new Revision("b".repeat(40), COMMITTED, "Serve files with | fewer <copies>", "a".repeat(40), "main", null);

    private Samples() {}

    /** A cell's id, with params as name and value in turn. */
    public static CellId id(String benchmark, String mode, int threads, String... params) {
        TreeMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < params.length; i += 2) {
            map.put(params[i], params[i + 1]);
        }
        return new CellId(benchmark, map, mode, threads);
    }

    /** A cell's id, for tests to which only its name matters. */
    public static CellId id(String method) {
        return id("demo.FileBenchmark." + method, "thrpt", 1);
    }

    /** A fork with one score. */
    public static Fork fork(double score, String unit) {
        return new Fork(unit, List.of(score), List.of(), Map.of(), List.of(), 5, 2, 1.5, null);
    }

    /** A fork that counted its server's costs. */
    public static Fork fork(double score, double cpuMicros, double allocBytes, String... marks) {
        return new Fork(
                "ops/s",
                List.of(score - 10, score + 10),
                List.of(),
                Map.of(
                        "subject.cpu", new Metric("us/op", List.of(cpuMicros)),
                        "subject.alloc", new Metric("B/op", List.of(allocBytes))),
                List.of(marks),
                10,
                4,
                5,
                null);
    }

    /** A revision of a name, committed some seconds after the sample commit. */
    public static Revision revision(String name, long secondsLater) {
        return new Revision(name, COMMITTED.plusSeconds(secondsLater), "subject", null, null, null);
    }

    /** A run that began some seconds after the sample commit. */
    public static Run run(String id, Revision revision, long secondsLater, Cell... cells) {
        return run(id, revision, secondsLater, SUITE, cells);
    }

    /** A run of a jar that says this of itself. */
    public static Run run(Suite suite, Cell... cells) {
        return run("r", revision("c", 0), 0, suite, cells);
    }

    /** A run of a revision, of a jar that says this of itself. */
    public static Run run(String id, Revision revision, long secondsLater, Suite suite, Cell... cells) {
        return new Run(
                Run.SCHEMA_VERSION,
                id,
                revision,
                COMMITTED.plusSeconds(secondsLater),
                42,
                "quick",
                "benchmarks.jar",
                "0123456789abcdef",
                suite,
                MACHINE,
                ENVIRONMENT,
                List.of(cells));
    }

    /** A run of the commit before {@link #head()}. */
    public static Run parent() {
        return run(
                "20260303T000000Z-aaaaaaaa",
                PARENT,
                -86_000,
                new Cell(
                        file("undertow"),
                        "v1",
                        List.of(fork(40_000, 25, 1_000), fork(40_000, 25, 1_000), fork(40_000, 25, 1_000))),
                new Cell(log("text"), "v1", List.of(fork(2_000, "ns/op"))),
                new Cell(log("a|b"), "v0", List.of(fork(1, "us/op"))));
    }

    /** A run with good cells, a cell of one fork, a failed one, one that was not run and one without a number. */
    public static Run head() {
        return run(
                "20260304T060000Z-bbbbbbbb",
                HEAD,
                3_000,
                new Cell(
                        file("undertow"),
                        "v1",
                        List.of(
                                fork(48_000, 20, 900, "client-bound"),
                                fork(50_000, 20.5, 900, "client-bound", "warming"),
                                fork(52_000, 21, 900))),
                new Cell(
                        file("jetty"),
                        "v1",
                        List.of(
                                fork(30_000, 33, 2_048),
                                Fork.failed("connection refused", 3),
                                fork(31_000, 32, 2_048))),
                new Cell(file("raw"), "v1", List.of(Fork.failed("port | in use", 2))),
                Cell.planned(file("none"), "v1"),
                new Cell(log("text"), "v1", List.of(fork(1.5, "us/op"))),
                new Cell(log("a|b"), "v1", List.of(fork(900, "ns/op"), fork(1_100, "ns/op"))),
                new Cell(log("<json>"), "v1", List.of(fork(Double.NaN, "us/op"))));
    }

    private static CellId file(String server) {
        return id("demo.FileBenchmark.get", "thrpt", 1, "server", server, "fileSizeBytes", "1024");
    }

    private static CellId log(String format) {
        return id("demo.LogBenchmark.log_line", "avgt", 4, "format", format);
    }
}
