package dev.labcoat.results.experiment;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which cells of a run are alive together, so that their ratios come from the same moments: those of a question that do the same
 * work and differ in what the question compares, with its control. A cell of a jar that declares no questions is alone.
 */
final class RunGroups {

    private final Suite suite;
    private final Predicate<? super Collection<CellId>> room;

    /**
     * A maker of groups.
     *
     * @param suite says what is compared with what
     * @param room whether one fork of each of several cells fits into memory at the same time
     */
    RunGroups(Suite suite, Predicate<? super Collection<CellId>> room) {
        this.suite = suite;
        this.room = room;
    }

    /** What the rows of a group have in common. */
    private record Work(String className, String mode, int threads, Map<String, String> params) {}

    /**
     * The groups, in the order of their first cells, or as of {@link Spread}. The first cell of each is the one that the others are compared with, and is
     * in each part of a group that memory does not hold as a whole.
     */
    List<List<CellId>> of(Collection<CellId> cells) {
        Map<Work, List<CellId>> groups = new LinkedHashMap<>();
        List<CellId> controls = new ArrayList<>();
        List<List<CellId>> alone = new ArrayList<>();
        for (CellId cell : cells) {
            Suite.Question question = suite.question(cell.className()).orElse(null);
            if (question == null) {
                alone.add(List.of(cell));
            } else if (question.isControl(cell)) {
                controls.add(cell);
            } else {
                Work work = new Work(cell.className(), cell.mode(), cell.threads(), question.work(cell));
                groups.computeIfAbsent(work, unused -> new ArrayList<>()).add(cell);
            }
        }
        for (CellId control : controls) {
            groups.entrySet().stream()
                    .filter(group -> isControlOf(control, group.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .ifPresentOrElse(group -> group.add(control), () -> alone.add(List.of(control)));
        }
        List<List<CellId>> all = new ArrayList<>();
        groups.values().forEach(group -> all.addAll(parts(group)));
        all.addAll(alone);
        return Spread.overClasses(all, group -> group.get(0), suite);
    }

    private boolean isControlOf(CellId control, Work work) {
        return work.className().equals(control.className())
                && work.mode().equals(control.mode())
                && suite.question(control.className())
                        .filter(question -> question.isControlOf(control, work.params()))
                        .isPresent();
    }

    private List<List<CellId>> parts(List<CellId> group) {
        List<List<CellId>> parts = new ArrayList<>();
        List<CellId> part = new ArrayList<>();
        for (CellId cell : group) {
            part.add(cell);
            if (part.size() > 2 && !room.test(part)) {
                part.remove(part.size() - 1);
                parts.add(part);
                part = new ArrayList<>(List.of(group.get(0), cell));
            }
        }
        parts.add(part);
        return parts;
    }
}
