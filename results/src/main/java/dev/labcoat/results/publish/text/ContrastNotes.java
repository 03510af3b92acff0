package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.Cell;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Estimate;
import dev.labcoat.results.model.Suite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says of rows that do the same work under different settings which is best, which cannot be told from it, and what the last of
 * them costs. Two rows can be told apart where their 95 % intervals do not meet, so a row of one fork has no place here.
 */
final class ContrastNotes {

    /** From here on a multiple is easier to read than percents. */
    private static final double MULTIPLE = 2;

    private ContrastNotes() {}

    /** A row with its score. */
    private record Entry(Cell cell, Estimate score) {

        double low() {
            return score.mean() - score.error();
        }

        double high() {
            return score.mean() + score.error();
        }

        boolean meets(Entry other) {
            return low() <= other.high() && other.low() <= high();
        }
    }

    /**
     * A sentence for each group of rows that differ in nothing but what the question compares.
     *
     * @param cells of one benchmark class and unit
     */
    static List<String> of(List<Cell> cells, Suite.Question question) {
        if (question.compares().isEmpty()) {
            return List.of();
        }
        List<Entry> controls = new ArrayList<>();
        Map<Map<String, String>, List<Entry>> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            Optional<Estimate> score = cell.score().filter(estimate -> estimate.forks() > 1 && estimate.mean() > 0);
            if (score.isPresent()) {
                Entry entry = new Entry(cell, score.get());
                List<Entry> group = question.isControl(cell.id())
                        ? controls
                        : groups.computeIfAbsent(question.work(cell.id()), work -> new ArrayList<>());
                group.add(entry);
            }
        }
        List<String> notes = new ArrayList<>();
        groups.forEach((work, entries) -> {
            if (entries.size() > 1) {
                List<Entry> comparable = controls.stream()
                        .filter(control -> question.isControlOf(control.cell().id(), work))
                        .toList();
                notes.add(begin(work)
                        + sentence(entries)
                        + control(comparable, ranked(entries).get(0)));
            }
        });
        return notes;
    }

    private static String begin(Map<String, String> work) {
        return work.isEmpty() ? "" : Setting.of(work) + ": ";
    }

    /** What the measurement itself allows, beside the best of a group. */
    private static String control(List<Entry> controls, Entry best) {
        if (controls.isEmpty()) {
            return ".";
        }
        Entry control = ranked(controls).get(0);
        double ratio = control.score().mean() / best.score().mean();
        return String.format(
                Locale.ROOT,
                "; %s, the control, %s %s.",
                Setting.method(control.cell().id()),
                direction(control) == Direction.HIGHER_IS_BETTER ? "does" : "takes",
                ratio < MULTIPLE
                        ? Percent.text(100 * ratio) + " of the best"
                        : String.format(Locale.ROOT, "%.1f times the best", ratio));
    }

    private static Direction direction(Entry entry) {
        return entry.cell().direction();
    }

    private static List<Entry> ranked(List<Entry> entries) {
        Comparator<Entry> byScore =
                Comparator.comparingDouble(entry -> entry.score().mean());
        return entries.stream()
                .sorted(direction(entries.get(0)) == Direction.HIGHER_IS_BETTER ? byScore.reversed() : byScore)
                .toList();
    }

    private static String sentence(List<Entry> entries) {
        List<Entry> ranked = ranked(entries);
        Entry best = ranked.get(0);
        Entry last = ranked.get(ranked.size() - 1);
        if (last.meets(best)) {
            return ranked.stream().map(entry -> name(entry, entries)).collect(Collectors.joining(", "))
                    + " cannot be told apart";
        }
        String alike = ranked.stream()
                .skip(1)
                .filter(best::meets)
                .map(entry -> name(entry, entries))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s is best%s; %s %s",
                name(best, entries),
                alike.isEmpty() ? "" : " (not told from it: " + alike + ")",
                name(last, entries),
                cost(best.score().mean(), last.score().mean(), direction(best)));
    }

    private static String cost(double best, double last, Direction direction) {
        if (direction == Direction.HIGHER_IS_BETTER) {
            return "costs " + Percent.text(100 * (1 - last / best));
        }
        return last < MULTIPLE * best
                ? "takes " + Percent.text(100 * (last / best - 1)) + " longer"
                : String.format(Locale.ROOT, "takes %.1f times as long", last / best);
    }

    private static String name(Entry entry, List<Entry> all) {
        return Setting.of(
                entry.cell().id(), all.stream().map(one -> one.cell().id()).toList());
    }
}
