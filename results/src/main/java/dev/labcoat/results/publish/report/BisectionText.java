package dev.labcoat.results.publish.report;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.Speed;
import dev.labcoat.results.trend.Bisection;
import dev.labcoat.results.trend.Bisection.Culprit;
import dev.labcoat.results.trend.Bisection.Recovery;
import dev.labcoat.results.trend.Bisection.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What a search for the commits that made a row slower has found, for people. */
public final class BisectionText {

    private final CellId cell;
    private final Bisection search;
    private final int last;
    private final IntFunction<Revision> commits;

    /**
     * The text of one search.
     *
     * @param last place of the last commit
     * @param commits each of the line by its place
     */
    public BisectionText(CellId cell, Bisection search, int last, IntFunction<Revision> commits) {
        this.cell = cell;
        this.search = search;
        this.last = last;
        this.commits = commits;
    }

    /** What is known, the culprit first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(cell + ": " + answer());
        for (Culprit culprit : search.culprits()) {
            if (isMadeUpFor(culprit)) {
                lines.add("  " + culprit(culprit) + ", was made up for "
                        + recovered(recovery(culprit).orElseThrow()));
            }
        }
        for (Recovery recovery : search.recoveries()) {
            if (recovery.culprit() == null) {
                lines.add("  another slowdown, at or before " + label(recovery.slow()) + ", was made up for "
                        + recovered(recovery));
            }
        }
        if (search.state() == Bisection.State.UNRESOLVED && !search.culprits().isEmpty()) {
            lines.add("  whether a later commit made it slower too could not be decided");
        }
        leftOut().forEach((reason, which) -> lines.add("  left out: " + which + ": " + reason));
        return lines;
    }

    private String answer() {
        List<String> inEffect = search.culprits().stream()
                .filter(culprit -> !isMadeUpFor(culprit))
                .map(this::culprit)
                .toList();
        return switch (search.state()) {
            case UNCONFIRMED -> "whether " + label(last) + " is slower than " + label(0) + " is not known yet";
            case NOT_SLOWER -> notSlower();
            case SEARCHING ->
                (inEffect.isEmpty() ? "" : String.join("; ", inEffect) + "; and more ") + "slower, so far "
                        + stretch(search.stretch());
            case UNRESOLVED ->
                inEffect.isEmpty()
                        ? "slower " + stretch(search.stretch()) + ", and no closer place could be shown"
                        : String.join("; ", inEffect);
            case CHECKING -> String.join("; ", inEffect) + "; what lies behind is not searched yet";
            case FOUND -> inEffect.isEmpty() ? "no commit whose slowdown has lasted" : String.join("; ", inEffect);
        };
    }

    private String notSlower() {
        Bisection.Answer whole = search.whole().orElseThrow();
        String both = label(last) + " beside " + label(0);
        return switch (whole.verdict()) {
            case FASTER -> Speed.of(whole.slower()) + ", " + both + ": there is no slowdown to find";
            case NO_CHANGE -> "no slower, " + both;
            default ->
                "cannot be searched, " + both + ": " + whole.verdict()
                        + (whole.reason() == null ? "" : ", " + whole.reason());
        };
    }

    private String culprit(Culprit culprit) {
        int between = culprit.commit() - culprit.after() - 1;
        return Speed.of(culprit.slower()) + " since " + name(culprit.commit())
                + (between == 0
                        ? ""
                        : ", or since " + (between == 1 ? "the commit" : "one of the " + between + " commits")
                                + " before it, which could not be measured");
    }

    private String recovered(Recovery recovery) {
        return recovery.fast() == recovery.slow() + 1
                ? "by " + name(recovery.fast())
                : "behind " + label(recovery.slow()) + ", by " + label(recovery.fast()) + " at the latest";
    }

    private Optional<Recovery> recovery(Culprit culprit) {
        return search.recoveries().stream()
                .filter(recovery -> culprit.equals(recovery.culprit()))
                .findFirst();
    }

    private boolean isMadeUpFor(Culprit culprit) {
        return recovery(culprit).isPresent();
    }

    private String stretch(Stretch stretch) {
        return "between " + label(stretch.from()) + " and " + label(stretch.to()) + " ("
                + Counted.of(stretch.to() - stretch.from(), "commit") + ")";
    }

    private String label(int commit) {
        return commits.apply(commit).label();
    }

    private String name(int commit) {
        return label(commit) + " (" + commits.apply(commit).subject() + ")";
    }

    private Map<String, String> leftOut() {
        return search.skipped().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        TreeMap::new,
                        Collectors.mapping(skip -> label(skip.getKey()), Collectors.joining(", "))));
    }
}
