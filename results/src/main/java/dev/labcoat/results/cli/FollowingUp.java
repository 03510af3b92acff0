package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Plan;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Search;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.trend.Change;
import dev.labcoat.results.trend.MachineNights;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a night does about what got slower: it is confirmed, and then its commit is searched.
 *
 * @param work how it compares and publishes
 * @param detect margin of all rows, as a share; empty for what the noise of each allows
 * @param own the rows that are this machine's to follow up
 * @param end of the night
 */
record FollowingUp(NightWork work, Optional<Double> detect, Predicate<CellId> own, Instant end) {

    /** Goes on until the night is over. */
    void run() throws IOException, InterruptedException {
        for (Map.Entry<Change.Step, Set<CellId>> open : open().entrySet()) {
            if (Instant.now().isBefore(end)) {
                confirm(open.getKey(), open.getValue());
            }
        }
        for (Map.Entry<Change.Step, List<Change>> regression : toBeSearched().entrySet()) {
            if (Instant.now().isBefore(end)) {
                search(regression.getKey(), regression.getValue());
            }
        }
    }

    private Duration left() {
        return Duration.between(Instant.now(), end);
    }

    /** What got slower on this machine and is this machine's to follow up. */
    private Stream<Change> slowdowns() throws IOException {
        // What cannot be read is named at the end.
        return ofThisMachine(work.published().nights(new ArrayList<>()))
                .flatMap(nights -> nights.slowdowns().stream())
                .filter(change -> own.test(change.cell()));
    }

    /** At most one: other machines have nights of their own. */
    static Stream<MachineNights> ofThisMachine(List<MachineNights> nights) {
        return nights.stream().filter(ofMachine -> ofMachine.machine().equals(Host.machine()));
    }

    /** What is still to be confirmed, by what is to be compared; what is new comes first. */
    private Map<Change.Step, Set<CellId>> open() throws IOException {
        return slowdowns()
                .filter(Change::isOpen)
                .sorted(Comparator.comparing(change -> change.verdict().isPresent()))
                .collect(Collectors.groupingBy(
                        change -> change.undecided().orElseThrow(),
                        LinkedHashMap::new,
                        Collectors.mapping(Change::cell, Collectors.toSet())));
    }

    private void confirm(Change.Step step, Set<CellId> rows) throws IOException, InterruptedException {
        work.out().println("Confirming what " + step.after().label() + " changed");
        try {
            List<Plan.Choice> choices = new ArrayList<>();
            for (Revision commit : List.of(step.before(), step.after())) {
                choices.add(Sides.ofCommit(
                        commit, JmhJar.open(work.where().builds().jar(commit, work.out()::println)), rows));
            }
            work.publish(
                    work.planned(Comparing.LABEL, NightWork.plan(choices), left(), detect),
                    work.published().history(),
                    Optional.of(end));
        } catch (BadInputException e) {
            NightWork.stopIfInterrupted();
            // Such as a commit that can be built no more: the others can be confirmed all the same.
            work.tell(e.getMessage());
        }
    }

    /** Confirmed regressions whose commit is not known yet. */
    private Map<Change.Step, List<Change>> toBeSearched() throws IOException {
        return slowdowns()
                .filter(Change::isToBeSearched)
                // Those that no night has looked at come first: one that is hard to find must not keep the others
                // waiting.
                .sorted(Comparator.comparing(change -> change.search().isPresent()))
                .collect(Collectors.groupingBy(Change::span, LinkedHashMap::new, Collectors.toList()));
    }

    private void search(Change.Step span, List<Change> changes) throws IOException, InterruptedException {
        work.out()
                .println("Searching the commit that made " + Counted.of(changes.size(), "row") + " slower, from "
                        + span.before().label() + " to " + span.after().label());
        try {
            List<String> line =
                    Where.git().line(span.before().commit(), span.after().commit());
            Bisecting bisecting = new Bisecting(line, work.preset(), work.where(), work.out());
            for (Change change : changes) {
                bisecting.know(
                        change.cell(),
                        change.comparisons().stream().map(Change.Compared::id).toList());
            }
            List<Bisecting.Found> found = bisecting.search(
                    changes.stream().map(Change::cell).collect(Collectors.toCollection(LinkedHashSet::new)), left());
            boolean stopped = Thread.interrupted();
            for (Bisecting.Found row : found) {
                row.text().forEach(work.out()::println);
                publish(row, bisecting, changes);
            }
            if (stopped) {
                throw new InterruptedException();
            }
        } catch (BadInputException e) {
            NightWork.stopIfInterrupted();
            // Such as commits of which one is no ancestor of the other: between which it lies is known all the same.
            work.tell(e.getMessage());
        }
    }

    /** Publishes how far a search has come, unless that is published already. */
    private void publish(Bisecting.Found row, Bisecting bisecting, List<Change> changes) throws IOException {
        Instant now = Instant.now();
        String id = Recording.id(
                work.where().store(),
                now,
                "search-" + new Sha256().add(row.cell().toString()).hex().substring(0, 8));
        Search search = bisecting.published(row, id, now);
        boolean said =
                changes.stream().flatMap(change -> change.search().stream()).anyMatch(search::saysAs);
        if (!said) {
            try (FolderLock lock = work.published().lock("nightly")) {
                work.published().searches().publish(search);
            }
        }
    }
}
