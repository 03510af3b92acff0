package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Merging;
import dev.labcoat.results.history.CommitResults;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.model.Sharding;
import dev.labcoat.results.publish.text.CommitTable;
import dev.labcoat.results.publish.text.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes one report of what shards recorded. */
@Command(
        name = "merge",
        description = {
            "Makes one run or comparison of what the shards of one plan recorded (--shard), and reports it.",
            "Verdicts hold the error rate of all rows together; rows of a shard that is not there are not measured, and the exit"
                    + " status is 1."
        },
        mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "DIR",
            description =
                    "Folders of recorded runs or comparisons (as of --results), or of single ones; default: the folder"
                            + " of --results.")
    private List<Path> folders = new ArrayList<>();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private Where where = new Where();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        report.checkThatFilesCanBeWritten();
        Map<String, Comparison> comparisons = new LinkedHashMap<>();
        Map<String, Run> runs = new LinkedHashMap<>();
        Map<String, Experiment> recorded = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        for (Path folder : folders.isEmpty() ? List.of(where.results()) : folders) {
            read(folder, comparisons, runs, recorded, unreadable);
        }
        if (!unreadable.isEmpty()) {
            // A shard that cannot be read is not one that is missing.
            throw new BadInputException(
                    String.join("\n", unreadable) + "\nNothing was merged: repair it or leave it out");
        }
        if (comparisons.isEmpty() == runs.isEmpty()) {
            throw new BadInputException((runs.isEmpty() ? "nothing to merge: no" : "both runs and comparisons: one")
                    + " shard of a run or comparison was found in "
                    + (folders.isEmpty()
                            ? where.results()
                            : folders.stream().map(Path::toString).collect(Collectors.joining(", ")))
                    + (runs.isEmpty()
                            ? "; they are recorded by run --shard and compare --shard"
                            : " would do; give the folders of either the runs or the comparisons"));
        }
        try (FolderLock lock = where.lockToAdd("merge")) {
            return runs.isEmpty()
                    ? mergeComparisons(List.copyOf(comparisons.values()), List.copyOf(recorded.values()))
                    : mergeRuns(List.copyOf(runs.values()), List.copyOf(recorded.values()));
        }
    }

    private static void read(
            Path folder,
            Map<String, Comparison> comparisons,
            Map<String, Run> runs,
            Map<String, Experiment> recorded,
            List<String> unreadable)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("there is no folder " + folder);
        }
        Path single = folder.toAbsolutePath().normalize();
        boolean isRecord = ExperimentStore.isRecord(single);
        ExperimentStore store =
                new ExperimentStore(isRecord ? Objects.requireNonNull(single.getParent(), "it has a name") : folder);
        String only = isRecord ? String.valueOf(single.getFileName()) : "";
        // What cannot be read beside a single one is not asked for.
        List<String> problems = isRecord ? new ArrayList<>() : unreadable;
        for (Comparison one : store.readComparisons(problems::add)) {
            if (one.sharding() != null && (only.isEmpty() || only.equals(one.id()))) {
                put(comparisons, folder, one.id(), one);
                put(recorded, folder, one.id(), store.folder(one.id()).read());
            }
        }
        for (Run one : store.readAll(problems::add)) {
            if (one.sharding() != null && (only.isEmpty() || only.equals(one.id()))) {
                put(runs, folder, one.id(), one);
                put(recorded, folder, one.id(), store.folder(one.id()).read());
            }
        }
        problems.stream().filter(problem -> isRecord && problem.contains(only)).forEach(unreadable::add);
    }

    /** Machines may begin in the same second, so ids are only unique within a folder. */
    private static <T> void put(Map<String, T> records, Path folder, String id, T one) {
        records.put(folder.toAbsolutePath().normalize() + "/" + id, one);
    }

    private int mergeComparisons(List<Comparison> shards, List<Experiment> recorded) throws IOException {
        ExperimentStore store = where.store();
        Comparison merged = Merging.comparisons(Recording.id(store, Instant.now(), "comparison"), shards);
        store.add(Merging.recorded(Experiment.of(merged), recorded));
        report.talk(output).println("Merged into " + where.results().resolve(merged.id()));
        report.publish(merged, where, output);
        return Math.max(tellMissing(merged.sharding()), report.exitStatus(merged));
    }

    private int mergeRuns(List<Run> shards, List<Experiment> recorded) throws IOException {
        ExperimentStore store = where.store();
        Run first = shards.get(0);
        Run merged =
                Merging.runs(Recording.id(store, Instant.now(), first.revision().label()), shards);
        List<String> flags = recorded.get(0).variants().get(0).flags();
        store.add(Merging.recorded(Experiment.of(merged, flags), recorded));
        output.out().println("Merged into " + where.results().resolve(merged.id()));
        output.out()
                .print(new CommitTable(CommitResults.of(merged, List.of(merged)).only(merged.cells()))
                        .text(Terminal.width(output.out())));
        return Math.max(tellMissing(merged.sharding()), Recording.failed(merged) ? Labcoat.FAILED : Labcoat.DONE);
    }

    private int tellMissing(@Nullable Sharding merged) {
        List<Shard> missing = Optional.ofNullable(merged).map(Sharding::missing).orElse(List.of());
        for (Shard shard : missing) {
            output.err()
                    .println(Program.here()
                            .said("shard " + shard + " is missing, and with it "
                                    + Counted.of(Objects.requireNonNull(merged).rows(shard), "row")
                                    + ": measure it with --shard " + shard + ", and merge again"));
        }
        return missing.isEmpty() ? Labcoat.DONE : Labcoat.FAILED;
    }
}
