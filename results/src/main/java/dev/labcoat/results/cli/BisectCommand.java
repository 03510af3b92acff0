package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.trend.Bisection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the commit that made rows slower. */
@Command(
        name = "bisect",
        description = "Finds the commit that made rows slower, by comparisons in lockstep.",
        mixinStandardHelpOptions = true,
        footer = {"", "What was found is kept: the same command goes on where it was stopped."})
final class BisectCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "GOOD", description = "A commit at which the rows were fast.")
    private String good = "";

    @Parameters(index = "1", paramLabel = "BAD", description = "A later commit at which they are slower.")
    private String bad = "";

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "ROW",
            description = "Regular expressions of benchmark names.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private PresetOption preset = new PresetOption();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = Budget.Converter.class,
            description = "Begin no pair that would end after this, such as 90s or 1h30m; default: ${DEFAULT-VALUE}.",
            defaultValue = "1h")
    private Duration budget = Duration.ofHours(1);

    @Mixin
    private Params params = new Params();

    @Mixin
    private Where where = new Where();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = output.out();
        List<String> line = Where.git().line(good, bad);
        if (Where.git().head().dirty()) {
            out.println("What the working tree has changed is left out: commits are searched.");
        }
        try (FolderLock lock = where.lock("bisect");
                Interruption interruption = output.interruption()) {
            Bisecting bisecting = new Bisecting(line, preset.chosen(), where, out);
            List<Bisecting.Found> found = bisecting.search(rows(bisecting, out), budget);
            return told(found, interruption.requested(), bisecting, out);
        } catch (InterruptedException e) {
            throw new BadInputException("stopped; the same command goes on from there", e);
        }
    }

    /** Rows that both ends have, and that ask the same there. */
    private Set<CellId> rows(Bisecting bisecting, PrintWriter out) throws IOException, InterruptedException {
        JmhJar slow = bisecting.jar(bisecting.last());
        Set<CellId> rows = new LinkedHashSet<>();
        String why = "";
        for (Cell cell : new Selection(names, params.values(), preset.chosen()).choose(slow)) {
            if (!bisecting.jar(0).has(cell.id(), Set.of())) {
                why = good + " has no " + cell.id() + ": give a later commit that has it";
            } else if (bisecting.whyNot(cell.id(), slow).isPresent()) {
                why = "the benchmark of " + cell.id() + " is another one at " + bad + " than at " + good
                        + ", so the two cannot be compared with each other";
            } else {
                rows.add(cell.id());
                continue;
            }
            out.println("left out: " + why);
        }
        if (rows.isEmpty()) {
            throw new BadInputException(why);
        }
        return rows;
    }

    private int told(List<Bisecting.Found> found, boolean stopped, Bisecting bisecting, PrintWriter out) {
        out.println();
        found.forEach(row -> row.text().forEach(out::println));
        for (Bisecting.Found row : found) {
            row.search()
                    .culprits()
                    .forEach(culprit ->
                            bisecting.whatWasMerged(culprit.commit(), names).ifPresent(out::println));
        }
        if (found.stream().allMatch(row -> row.search().isNotSlower())) {
            throw new BadInputException("there is nothing to find: no row is slower at " + bad + " than at " + good);
        }
        if (found.stream().allMatch(Bisecting.Found::done)) {
            return found.stream()
                            .allMatch(row ->
                                    row.search().isNotSlower() || row.search().state() == Bisection.State.FOUND)
                    ? Labcoat.DONE
                    : Labcoat.FAILED;
        }
        out.println((stopped ? "Stopped" : "The time is over") + ": the same command goes on from here"
                + (stopped ? "." : ", with a longer --budget where it was too short for a step."));
        return Labcoat.FAILED;
    }
}
