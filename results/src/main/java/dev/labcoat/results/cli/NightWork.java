package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Room;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.ExperimentFolder;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.publish.report.ComparisonSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a night compares and publishes.
 *
 * @param preset how much each fork does
 * @param pairs of a row that a comparison may have
 * @param shard which part of the night this machine measures; empty for all of it
 * @param where it is recorded
 * @param published what nights leave behind
 * @param output told how it goes
 */
record NightWork(Preset preset, Pairs pairs, Optional<Shard> shard, Where where, Published published, Output output) {

    /** A comparison of which was said what it will take. */
    record Planned(Comparing comparing, Comparing.Announced comparison) {}

    /** Of choices of the same rows. */
    static Plan plan(List<Plan.Choice> choices) {
        return Plan.of(choices, false, Room.here()::fits);
    }

    /** Ends what it is called in if the night is to stop. */
    static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    PrintWriter out() {
        return output.out();
    }

    /** Says what went wrong. */
    void tell(@Nullable String problem) {
        output.err().println(Program.here().said(problem));
    }

    /**
     * Says what a comparison will take.
     *
     * @param label what it is called
     * @param detect margin of all rows, as a share; empty for what the noise of each allows
     * @throws dev.labcoat.results.model.BadInputException if the time cannot decide anything though it was asked what it can
     */
    Planned planned(String label, Plan plan, Duration time, Optional<Double> detect) throws IOException {
        Comparing comparing = new Comparing(plan, preset, preset.effort(), pairs.within(time), where, out());
        // The label of a plan that is shared out says so by itself.
        String name = plan.share() == null ? shard.map(of -> of.label() + "-").orElse("") + label : label;
        return new Planned(comparing, comparing.announced(name, Optional.empty(), detect));
    }

    /**
     * Compares, and publishes what came of it.
     *
     * @param why until when it is looked for why rows got slower; empty where nobody wants to know
     */
    void publish(Planned planned, Archive archive, Optional<Instant> why) throws IOException, InterruptedException {
        Comparison comparison = compare(planned, Experiment::of);
        if (why.isPresent() && !Thread.currentThread().isInterrupted()) {
            new Explaining(planned.comparing().plan(), preset, where, out()).explain(comparison, why.get());
        }
        boolean stopped = Thread.interrupted();
        if (hasPairs(comparison)) {
            publish(where.store().folder(comparison.id()), archive);
        }
        if (stopped) {
            throw new InterruptedException();
        }
    }

    /** Publishes what was recorded. */
    void publish(ExperimentFolder folder, Archive archive) throws IOException {
        try (FolderLock lock = published.lock("nightly")) {
            Experiment experiment = folder.read();
            out().println("Published as " + archive.publish(experiment));
            archive.publish(experiment, folder.flameGraphs());
        }
    }

    /**
     * Compares, and says what came of it.
     *
     * @param experiment what is recorded, of what was planned
     */
    Comparison compare(Planned planned, Function<Comparison, Experiment> experiment) throws IOException {
        Comparison comparison = planned.comparing().compare(planned.comparison(), experiment);
        if (hasPairs(comparison)) {
            out().println(new ComparisonSummary(comparison).verdict());
        } else if (!Thread.currentThread().isInterrupted()) {
            out().println("Nothing was compared: no pair of forks fitted into the time that was left.");
        }
        return comparison;
    }

    /** Whether there is anything to publish. */
    static boolean hasPairs(Comparison comparison) {
        return comparison.measured().stream().anyMatch(row -> !row.pairs().isEmpty());
    }
}
