package dev.labcoat.results.publish.text;

import dev.labcoat.results.model.ReloadOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What reloads of a server under load did to its requests. */
public final class ReloadTable {

    private final List<ReloadOutcome> outcomes;

    /** Of these, the time before the first reload being the first. */
    public ReloadTable(List<ReloadOutcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * The answer, and the table under it.
     *
     * @param width of the page in characters
     */
    public List<String> lines(int width) {
        List<ReloadOutcome> reloads =
                outcomes.stream().filter(outcome -> outcome.reload() > 0).toList();
        long failed = reloads.stream().mapToLong(ReloadOutcome::failed).sum();
        long closed = reloads.stream().mapToLong(ReloadOutcome::closed).sum();
        String answer = failed == 0
                ? String.format(
                        Locale.ROOT,
                        "No request was lost in %s, and %,d had to be repeated on a new connection.",
                        Counted.of(reloads.size(), "reload"),
                        closed)
                : String.format(
                        Locale.ROOT, "%,d requests were lost in %s.", failed, Counted.of(reloads.size(), "reload"));
        List<String> heads = List.of(
                "reload", "answered", "refused", "lost", "closed", "wrong", "over 100 ms", "longest", "steady after");
        List<String> lines = new ArrayList<>(List.of(answer, ""));
        lines.addAll(new Grid(heads, 1, outcomes.stream().map(ReloadTable::row).toList()).text(width));
        return lines;
    }

    private static List<String> row(ReloadOutcome outcome) {
        return List.of(
                outcome.reload() == 0 ? "before" : Integer.toString(outcome.reload()),
                number(outcome.answered()),
                number(outcome.refused()),
                number(outcome.lost()),
                number(outcome.closed()),
                number(outcome.wrong()),
                number(outcome.slow()),
                String.format(Locale.ROOT, "%,.1f ms", outcome.longestMillis()),
                steadyAfter(outcome));
    }

    private static String steadyAfter(ReloadOutcome outcome) {
        if (outcome.reload() == 0) {
            return "";
        }
        return outcome.steadyMillis() < 0
                ? "not until the next"
                : String.format(Locale.ROOT, "%,.0f ms", outcome.steadyMillis());
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
