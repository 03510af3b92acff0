package dev.labcoat.results.publish.site;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Made-up runs, one a day, the same each time: noise of 1 %, a new JDK and a new library now and then, and a first row of each
 * benchmark that takes a quarter longer in the newest run.
 *
 * @param commits how many
 * @param rows of each run; every tenth begins a benchmark, the others are its settings
 */
record GeneratedHistory(int commits, int rows) {

    private static final int SETTINGS = 10;
    private static final Instant FIRST = Instant.parse("2021-01-01T00:00:00Z");
    private static final double SLOWER = 1.25;
    private static final int NIGHT_SLICES = 30;

    /** Writes the runs of one machine into a folder. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int commit = 0; commit < commits; commit++) {
            write(folder, commit);
        }
    }

    /** Writes one run, which may be one more than there are. */
    void write(Path folder, int commit) throws IOException {
        Run run = run(commit);
        String name = "%s-%s-%s.json"
                .formatted(
                        run.revision().committedAt().toString().replaceAll("[:-]", ""),
                        run.revision().label(),
                        run.id());
        Files.write(folder.resolve(name), Json.COMPACT.writeValueAsBytes(run));
    }

    Run run(int commit) {
        Instant started = revision(commit).committedAt().plus(Duration.ofHours(3));
        Random random = new Random(commit * 0x9E3779B97F4A7C15L); // seeds in a row would make noise that is alike
        return new Run(
                Run.SCHEMA_VERSION,
                "%s-%08x".formatted(started.toString().replaceAll("[:-]", ""), commit),
                revision(commit),
                started,
                commit,
                "nightly",
                "benchmarks.jar",
                "0".repeat(64),
                suite(commit),
                Samples.MACHINE,
                new Environment(commit < commits * 2 / 5 ? "17.0.15" : "25.0.1", "/jdk", "", "performance", 0.1, 1, 0),
                IntStream.range(0, rows)
                        .mapToObj(row -> cell(row, commit, random))
                        .toList());
    }

    private static Revision revision(int commit) {
        return new Revision(
                "%08x".formatted(0xabc00000L + commit) + "0".repeat(32),
                FIRST.plus(Duration.ofDays(commit)),
                subject(commit),
                null,
                "main",
                null);
    }

    /** A commit compared with another in lockstep: five pairs of each of the first rows, of 30 slices. */
    Comparison night(int anchor, int commit, int ofRows) {
        Run run = run(commit);
        Random random = new Random(commit * 0x9E3779B97F4A7C15L);
        return new Comparison(
                Comparison.SCHEMA_VERSION,
                run.id(),
                run.startedAt(),
                commit,
                run.preset(),
                NIGHT_SLICES,
                100,
                run.suite(),
                List.of(variant(revision(anchor)), variant(run.revision())),
                run.machine(),
                run.environment(),
                IntStream.range(0, ofRows)
                        .mapToObj(row -> pairs(random).stream()
                                .reduce(
                                        ComparisonRow.open(id(row), id(row), 1, 0.03, null),
                                        ComparisonRow::with,
                                        (first, second) -> second)
                                .decided(Verdict.NO_CHANGE, null))
                        .toList(),
                3_600);
    }

    private static List<Pair> pairs(Random random) {
        return Stream.generate(() -> new Pair(
                        fork("us/op", 10, NIGHT_SLICES, random),
                        fork("us/op", 10 * (1 + 0.01 * random.nextGaussian()), NIGHT_SLICES, random)))
                .limit(5)
                .toList();
    }

    private static Variant variant(Revision revision) {
        return new Variant(
                revision.label(), "benchmarks.jar", revision.commit(), revision, "25.0.1", "/jdk", List.of());
    }

    private static String subject(int commit) {
        return commit % 7 == 0
                ? "Read <script>alert('markup')</script> & \"quotes\" as text"
                : "Change number " + commit;
    }

    private Suite suite(int commit) {
        List<Suite.Question> questions = new ArrayList<>();
        for (int row = 0; row < rows; row += SETTINGS) {
            questions.add(new Suite.Question(
                    id(row).className(),
                    "what does <b>thing</b> " + row / SETTINGS + " cost?",
                    null,
                    Map.of(),
                    null,
                    List.of(),
                    List.of(),
                    null,
                    new Suite.Scaling("workers", 64),
                    null));
        }
        return new Suite(
                "1",
                List.of(),
                List.of(),
                Map.of("Jetty", commit < commits * 3 / 5 ? "12.1.13" : "12.1.14", "Undertow", "2.4.4"),
                List.of(
                        new Suite.Layer(
                                "serving",
                                "Serving.",
                                true,
                                null,
                                null,
                                questions.subList(0, (questions.size() + 1) / 2)),
                        new Suite.Layer(
                                "logging",
                                "Logging.",
                                true,
                                null,
                                null,
                                questions.subList((questions.size() + 1) / 2, questions.size()))));
    }

    private static CellId id(int row) {
        int benchmark = row / SETTINGS;
        int setting = row % SETTINGS;
        return Samples.id(
                "demo.Thing" + benchmark + "Benchmark.measure",
                benchmark % 2 == 0 ? "thrpt" : "avgt",
                1,
                "workers",
                Integer.toString(1 << (setting / 2)),
                "server",
                setting % 2 == 0 ? "JETTY" : "UNDERTOW",
                "fileSizeBytes",
                "1024");
    }

    private Cell cell(int row, int commit, Random random) {
        CellId id = id(row);
        boolean throughput = id.mode().equals("thrpt");
        double level = throughput ? 40_000 * (1 + row % SETTINGS) : 0.8 * (1 + row % SETTINGS);
        if (row % SETTINGS == 0 && commit == commits - 1) {
            level = throughput ? level / SLOWER : level * SLOWER;
        }
        double night = level * (1 + 0.01 * random.nextGaussian());
        List<Fork> forks = new ArrayList<>();
        for (int fork = 0; fork < 3; fork++) {
            double mean = night * (1 + 0.01 * random.nextGaussian());
            forks.add(fork(throughput ? "ops/s" : "us/op", mean, 5, random));
        }
        return new Cell(id, row / SETTINGS % 4 == 1 && commit >= commits / 2 ? "v2" : "v1", forks);
    }

    private static Fork fork(String unit, double mean, int count, Random random) {
        List<Double> slices = random.doubles(count, 0.99, 1.01)
                .map(share -> mean * share)
                .boxed()
                .toList();
        Map<String, Metric> costs = Map.of(
                "subject.cpu", new Metric("us/op", List.of(mean / 3)),
                "subject.alloc", new Metric("B/op", List.of(mean / 7)),
                "client.utilisation", new Metric("share", List.of(random.nextDouble())));
        return new Fork(
                unit,
                slices,
                List.of(),
                costs,
                random.nextInt(200) == 0 ? List.of("disturbed") : List.of(),
                11,
                5,
                5,
                null);
    }
}
