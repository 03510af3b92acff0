package dev.labcoat.results;

import dev.labcoat.results.load.LoadFormats;
import dev.labcoat.results.load.LoadRow;
import dev.labcoat.results.load.StackRoutes;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Metric;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.StackRequest;
import dev.labcoat.results.model.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs of a stack file: of the bench, and of what production says of itself. */
public final class StackRuns {

    /** What the file requests. */
    public static final StackRequest REQUEST = new StackRequest("my-server", "GET", "/users/7", Map.of(), "", 200);

    private StackRuns() {}

    /** Of the bench, one with the rows of two steps. */
    public static Run bench(String id, String hash) {
        Suite.Stacks stacks = new Suite.Stacks("demo.OwnStackBenchmark", "stack", "step", "demo.Program", null);
        Suite suite = new Suite("1", List.of(), List.of(), versions(hash), List.of(), stacks);
        return Samples.run(
                id,
                Samples.revision("c", 0),
                86_400,
                suite,
                new Cell(
                        Samples.id("demo.OwnStackBenchmark.rawLoopback", "thrpt", 1),
                        "v",
                        List.of(Samples.fork(90_000, "ops/s"))),
                own("BASELINE", 6_000, 9_500, 20_000),
                own("WORKERS", 12_000, 25_000, 30_000));
    }

    private static Cell own(String step, double perSecond, double p50Micros, double p99Micros) {
        return new Cell(
                Samples.id("demo.OwnStackBenchmark.ownStack", "thrpt", 1, "stack", "my-server", "step", step),
                "v",
                List.of(Samples.fork(perSecond, "ops/s")
                        .with(Map.of(
                                "service.p50", new Metric("us", List.of(p50Micros)),
                                "service.p99", new Metric("us", List.of(p99Micros))))));
    }

    /** Of production, as {@code import --stack} makes it of files among the tests' resources. */
    public static Run production(String id, String hash, StackRequest request, String... files) {
        List<LoadRow> rows = Stream.of(files).flatMap(StackRuns::rows).toList();
        StackRoutes routes =
                new StackRoutes(List.of(request), rows.stream().map(LoadRow::id).toList());
        Run any = Samples.run(id, Samples.revision("imported", 0), 0, Suite.NONE.measuring(versions(hash), null));
        return new Run(
                any.schemaVersion(),
                any.id(),
                any.revision(),
                any.startedAt(),
                0,
                "imported",
                "imported",
                "0",
                any.suite(),
                new Machine("shop", 0, 0, "unknown", "unknown", ""),
                new Environment("unknown", "unknown", "", "unknown", -1, -1, 0),
                rows.stream().map(row -> cell(routes.named(row.id()), row)).toList());
    }

    private static Cell cell(CellId id, LoadRow row) {
        List<Fork> forks = List.of(row.fork());
        return new Cell(id, "imported", forks, row.reported(), null);
    }

    private static Map<String, String> versions(String hash) {
        return Map.of("my-server.yaml", hash);
    }

    private static Stream<LoadRow> rows(String file) {
        try {
            String text = Files.readString(Path.of("src/test/resources/load", file));
            return LoadFormats.of(text).orElseThrow().read(text).rows().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
