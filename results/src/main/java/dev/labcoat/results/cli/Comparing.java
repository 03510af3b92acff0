package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Comparer;
import dev.labcoat.results.experiment.DeclaredEffort;
import dev.labcoat.results.experiment.Forecast;
import dev.labcoat.results.experiment.Limit;
import dev.labcoat.results.experiment.LoadedClasses;
import dev.labcoat.results.experiment.Lockstep;
import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.experiment.Precedence;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Room;
import dev.labcoat.results.files.FileProblem;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.jmh.Effort;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.publish.report.ForecastText;
import dev.labcoat.results.publish.text.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;

/**
 * A comparison that is about to be recorded.
 *
 * @param plan what is compared
 * @param preset how much
 * @param effort what each fork does
 * @param limit when it ends, though there are rows that are not decided
 * @param where to
 * @param talk told how it goes
 */
record Comparing(Plan plan, Preset preset, Effort effort, Limit limit, Where where, PrintWriter talk) {

    /** What a comparison is called whose user gave it no name. */
    static final String LABEL = "comparison";

    /**
     * Compares. An interrupt ends it early; what was recorded is complete then.
     *
     * @param seed says who begins; empty for a new one
     * @param detect the margin of all rows, as a share such as 0.03; empty for what the noise of each allows
     * @throws BadInputException if it had to stop, or cannot decide anything in its time though it was asked what it can
     */
    Comparison compare(Optional<Long> seed, Optional<Double> detect) throws IOException {
        return compare(announced(LABEL, seed, detect), Experiment::of);
    }

    /**
     * The comparison before its first pair, once it was said what it will likely take.
     *
     * @param label end of its id: who announces more than one before the first has begun gives each its own
     * @param seed as of {@link #compare}
     * @param detect as of {@link #compare}
     * @throws BadInputException if it cannot decide anything in its time though it was asked what it can
     */
    Announced announced(String label, Optional<Long> seed, Optional<Double> detect) throws IOException {
        ExperimentStore store = where.store();
        List<Comparison> earlier = store.readComparisons(talk::println);
        Comparison planned = planned(label, store, earlier, seed, detect);
        announce(comparer().forecast(planned, earlier), detect.isPresent());
        Room.here().shortage(plan.together()).ifPresent(talk::println);
        return new Announced(planned, Precedence.of(plan, LoadedClasses.in(where.results()), earlier));
    }

    /**
     * A comparison of which was said what it will take.
     *
     * @param comparison before its first pair
     * @param precedence which of its rows come first
     */
    record Announced(Comparison comparison, Precedence precedence) {}

    /**
     * Compares what was announced. An interrupt ends it early; what was recorded is complete then.
     *
     * @param experiment what is recorded, of what was planned
     */
    Comparison compare(Announced announced, Function<Comparison, Experiment> experiment) throws IOException {
        ExperimentStore store = where.store();
        Comparison planned = announced.comparison();
        JvmFlags.leftOut(System.getenv()).forEach(talk::println);
        DeclaredEffort.replaced(plan.subjects().get(0).jar(), plan.baseCells(), preset, effort)
                .forEach(talk::println);
        talk.println(plan.subjects().get(0).variant().name() + " is the baseline; recording to "
                + where.results().resolve(planned.id()));
        Precedence precedence = announced.precedence();
        say(precedence);
        return recorded(
                planned.id(), progress -> comparer(precedence).compare(store, experiment.apply(planned), progress));
    }

    /** How many rows come first. */
    private void say(Precedence precedence) {
        if (!precedence.ahead().isEmpty()) {
            talk.println(Counted.of(precedence.ahead().size(), "row") + " of "
                    + plan.baseCells().size() + " may load what differs between the jars: first "
                    + (precedence.ahead().size() == 1 ? "this one" : "these") + ", then the others");
        }
    }

    /**
     * The comparison before its first pair.
     *
     * @param label as of {@link #announced}
     * @param seed as of {@link #compare}
     * @param detect as of {@link #compare}
     */
    Comparison planned(
            String label,
            ExperimentStore store,
            List<Comparison> earlier,
            Optional<Long> seed,
            Optional<Double> detect) {
        Instant now = Instant.now();
        return comparer()
                .planned(
                        Recording.id(store, now, Recording.label(label, plan.share())),
                        now,
                        seed.orElseGet(() -> (long) new Random().nextInt(Integer.MAX_VALUE)),
                        earlier,
                        detect.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    /** Begins a comparison as it was planned, and says no more than how it goes. An interrupt ends it early. */
    Comparison begin(ExperimentStore store, Comparison planned) throws IOException {
        return recorded(planned.id(), progress -> comparer().compare(store, Experiment.of(planned), progress));
    }

    /**
     * Goes on with the newest comparison of the same, of which rows are open.
     *
     * @throws BadInputException if there is none, or it had to stop
     */
    Comparison resumeNewest() throws IOException {
        ExperimentStore store = where.store();
        List<Comparison> earlier = store.readComparisons(talk::println);
        Comparison begun = Comparer.toGoOnWith(
                        planned(LABEL, store, earlier, Optional.empty(), Optional.empty()), earlier)
                .orElseThrow(() -> new BadInputException("nothing to resume: no comparison in " + where.results()
                        + " compares the same sides, rows and preset on this machine and has undecided rows"));
        int pairs = begun.rows().stream().mapToInt(row -> row.pairs().size()).sum();
        talk.println("Going on with " + where.results().resolve(begun.id()) + ", of which there are "
                + Counted.of(pairs, "pair") + " already");
        return resume(store, begun);
    }

    /** Goes on with a comparison of this plan that was stopped, or ran out of time. An interrupt ends it early. */
    Comparison resume(ExperimentStore store, Comparison left) throws IOException {
        return recorded(left.id(), progress -> comparer().resume(store, left, progress));
    }

    private Comparer comparer() {
        return comparer(Precedence.NONE);
    }

    private Comparer comparer(Precedence precedence) {
        return new Comparer(plan, preset, effort, limit, Lockstep.Patience.LONG, precedence);
    }

    /** What is recorded while it is told how it goes. */
    private interface Recorded {
        Comparison with(Comparer.Progress progress) throws IOException;
    }

    private Comparison recorded(String id, Recorded comparison) {
        try (ComparisonLines progress = new ComparisonLines(talk, plan)) {
            return comparison.with(progress);
        } catch (IOException e) {
            throw new BadInputException(
                    "comparing stopped: " + FileProblem.words(e) + ". The pairs so far are safe in "
                            + where.results().resolve(id),
                    e);
        }
    }

    /** Says what it will take, and refuses to begin what somebody who asked for that would not want. */
    private void announce(Forecast forecast, boolean asked) {
        if (asked) {
            ForecastText.of(forecast, Terminal.width(talk)).forEach(talk::println);
        }
        if (forecast.decidesNothingWithin(limit)) {
            String tooShort = ForecastText.tooShort(forecast, limit);
            if (asked) {
                throw new BadInputException(tooShort);
            }
            // Nobody expects it of a smoke test.
            if (preset != Preset.SMOKE) {
                talk.println("warning: " + tooShort);
            }
        }
    }
}
