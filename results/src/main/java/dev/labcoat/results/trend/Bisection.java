package dev.labcoat.results.trend;

import dev.labcoat.results.model.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the commits that made one row slower, in a line of commits of which the last is slower than the first. It says what is to
 * be compared next, and takes in what came of it; it measures nothing itself.
 *
 * <p>First the last commit is compared with the first. Then, as long as commits lie between one that is as fast as the first and one
 * that is slower, some of them are compared with the former together: the baseline is measured once for all, and a line that goes up
 * and down is seen to do so. Of several places where it got slower the last one is followed: those before it were
 * made up for. What is named a culprit was itself compared with the commit before it, so that a wrong turn earlier on is noticed and
 * taken back. At last, commits behind a culprit are compared with it, which finds further ones, and whether it was made up for.
 */
public final class Bisection {

    /** More at a time need more builds and find nothing sooner, as simulated. */
    public static final int MOST_TOGETHER = 4;

    /** A smaller margin is no use: less is never called a change, see {@code SequentialTest}. */
    private static final double LEAST_MARGIN = 0.01;

    /** Nothing larger is called no change, see {@code Margin}. */
    private static final double MOST_MARGIN = 0.10;

    private final int last;
    private final int together;
    private final NavigableSet<Integer> measured = new TreeSet<>();
    private final NavigableMap<Integer, String> skipped = new TreeMap<>();
    private final List<Culprit> culprits = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();

    /** Ends of the stretches around this one, the nearest first. */
    private final Deque<Integer> ends = new ArrayDeque<>();

    private Stretch stretch;
    private State state = State.UNCONFIRMED;
    private @Nullable Answer whole;

    /** How far it is. */
    public enum State {
        /** Whether the last commit is slower is not known yet. */
        UNCONFIRMED,
        /** The last commit was not shown to be slower. */
        NOT_SLOWER,
        /** A culprit lies in the stretch. */
        SEARCHING,
        /** A culprit is found; what lies behind it is not known yet. */
        CHECKING,
        /** All is found. */
        FOUND,
        /** Nothing smaller than the stretch could be shown to have the culprit; behind one that is found, to have another. */
        UNRESOLVED
    }

    /**
     * What is to be compared.
     *
     * @param base the baseline's place in the line
     * @param heads those that are compared with it, in their order
     * @param margin half the width of "no change", as a share; empty for the usual one
     */
    public record Question(int base, List<Integer> heads, OptionalDouble margin) {

        public Question {
            heads = List.copyOf(heads);
        }
    }

    /**
     * What came of one of the heads.
     *
     * @param head its place in the line
     * @param verdict of all pairs that it may have
     * @param slower natural logarithm of its time for an operation through the baseline's; NaN where there is none
     * @param reason of a verdict that needs one; null otherwise
     */
    public record Answer(
            int head,
            Verdict verdict,
            double slower,
            @Nullable String reason) {}

    /**
     * A part of the line.
     *
     * @param from a commit
     * @param to a later one
     */
    public record Stretch(int from, int to) {}

    /**
     * A commit that made it slower.
     *
     * @param commit its place
     * @param after the last commit before it that was measured; those between were left out, and may have done it as well
     * @param slower natural logarithm of the time for an operation through that of {@code after}
     */
    public record Culprit(int commit, int after, double slower) {}

    /**
     * A slowdown that was made up for.
     *
     * @param slow a commit that has it
     * @param fast the first behind it that was seen to be fast again
     * @param culprit the commit that had made it slow, as far as it was found; null where nobody looked for it
     */
    public record Recovery(int slow, int fast, @Nullable Culprit culprit) {}

    /**
     * A search that has not begun.
     *
     * @param commits in the line, two or more
     * @param together how many may be compared with another at a time, one or more
     */
    public Bisection(int commits, int together) {
        if (commits < 2) {
            throw new IllegalArgumentException("a line has two commits at least, not " + commits);
        }
        this.last = commits - 1;
        this.together = Math.min(together, MOST_TOGETHER);
        this.stretch = new Stretch(0, last);
    }

    /** What is to be compared next; empty when there is no more to ask. */
    public Optional<Question> next() {
        return switch (state) {
            case UNCONFIRMED -> Optional.of(new Question(0, List.of(last), OptionalDouble.empty()));
            case SEARCHING, CHECKING -> Optional.of(question());
            case NOT_SLOWER, FOUND, UNRESOLVED -> Optional.empty();
        };
    }

    private Question question() {
        List<Integer> between = between(stretch.from(), stretch.to());
        boolean withEnd = state == State.CHECKING || between.size() < together;
        List<Integer> heads = new ArrayList<>(spread(between, withEnd ? together - 1 : together));
        if (withEnd) {
            heads.add(stretch.to());
        }
        // Half of what is looked for, so that a commit that has half of it is not taken for one that has nothing.
        double half = Math.expm1(whole == null ? 0 : whole.slower() / 2);
        return new Question(
                stretch.from(), heads, OptionalDouble.of(Math.min(MOST_MARGIN, Math.max(LEAST_MARGIN, half))));
    }

    private List<Integer> between(int from, int to) {
        List<Integer> between = new ArrayList<>();
        for (int commit = from + 1; commit < to; commit++) {
            if (!skipped.containsKey(commit)) {
                between.add(commit);
            }
        }
        return between;
    }

    /**
     * Those that cut the stretch into even parts, behind a culprit where nothing was measured before. The neighbour of one that was
     * left out takes its place, so that the others need not be built anew.
     */
    private NavigableSet<Integer> spread(List<Integer> between, int most) {
        NavigableSet<Integer> left = new TreeSet<>(between);
        NavigableSet<Integer> chosen = new TreeSet<>();
        NavigableSet<Integer> marks = new TreeSet<>(measured.subSet(stretch.from(), true, stretch.to(), true));
        marks.add(stretch.from());
        marks.add(stretch.to());
        for (int i = 0; i < most && !left.isEmpty(); i++) {
            int widest = marks.first();
            for (int mark : marks) {
                Integer next = marks.higher(mark);
                if (next != null && next - mark > marks.higher(widest) - widest) {
                    widest = mark;
                }
            }
            int place = (widest + marks.higher(widest)) / 2;
            Integer before = left.floor(place);
            Integer after = left.ceiling(place);
            int nearest = before == null || (after != null && after - place < place - before) ? after : before;
            left.remove(nearest);
            chosen.add(nearest);
            marks.add(place);
            marks.add(nearest);
        }
        return chosen;
    }

    /**
     * Leaves a commit out, since nothing can be measured of it.
     *
     * @throws IllegalArgumentException if it is the first or the last one, without which there is no search
     */
    public void skip(int commit, String reason) {
        if (commit <= 0 || commit >= last) {
            throw new IllegalArgumentException("an end of the line cannot be left out: " + commit);
        }
        skipped.put(commit, reason);
    }

    /**
     * Takes in what came of {@link #next}.
     *
     * @param answers one for each of its heads
     * @throws IllegalArgumentException if they are of something else
     * @throws IllegalStateException if nothing was asked
     */
    public void answer(List<Answer> answers) {
        Question asked = next().orElseThrow(() -> new IllegalStateException("nothing was asked"));
        if (!answers.stream().map(Answer::head).toList().equals(asked.heads())) {
            throw new IllegalArgumentException("asked were " + asked.heads() + ", answered " + answers);
        }
        if (state == State.UNCONFIRMED) {
            whole = answers.get(0);
            state = whole.verdict() == Verdict.SLOWER ? State.SEARCHING : State.NOT_SLOWER;
            return;
        }
        Levels levels = new Levels(stretch.from());
        measured.addAll(asked.heads());
        for (Answer answer : answers) {
            if (answer.verdict().shown()) {
                levels.add(answer);
            } else if (answer.head() != stretch.to()) {
                skip(answer.head(), answer.reason() == null ? answer.verdict().toString() : answer.reason());
            }
        }
        addRecoveries(levels);
        if (state == State.CHECKING) {
            check(levels);
        } else {
            // It was slower before, beside another baseline.
            levels.ofCommit.putIfAbsent(stretch.to(), 1);
            narrow(levels, asked);
        }
    }

    /** What was seen of some commits of a stretch: 1 slower than the baseline, 0 as fast, -1 faster. */
    private static final class Levels {

        private final NavigableMap<Integer, Integer> ofCommit = new TreeMap<>();
        private final Map<Integer, Double> slower = new TreeMap<>();

        Levels(int base) {
            ofCommit.put(base, 0);
            slower.put(base, 0.0);
        }

        void add(Answer answer) {
            ofCommit.put(
                    answer.head(),
                    switch (answer.verdict()) {
                        case SLOWER -> 1;
                        case FASTER -> -1;
                        default -> 0;
                    });
            slower.put(answer.head(), answer.slower());
        }

        /** The last place at which it got as slow as it is at the end; empty where it was never faster. */
        Optional<Stretch> lastRise() {
            int end = ofCommit.lastEntry().getValue();
            return ofCommit.descendingMap().entrySet().stream()
                    .filter(level -> level.getValue() < end)
                    .findFirst()
                    .map(level -> new Stretch(level.getKey(), ofCommit.higherKey(level.getKey())));
        }
    }

    private void addRecoveries(Levels levels) {
        Culprit known = state == State.CHECKING ? culprits.get(culprits.size() - 1) : null;
        levels.ofCommit.forEach((commit, level) -> {
            Map.Entry<Integer, Integer> next = levels.ofCommit.higherEntry(commit);
            if (next != null && next.getValue() < level) {
                // Below the culprit's own level it is the culprit that was made up for.
                recoveries.add(new Recovery(commit, next.getKey(), next.getValue() < 0 ? known : null));
            }
        });
    }

    private void check(Levels levels) {
        if (!levels.ofCommit.containsKey(last)) {
            state = State.UNRESOLVED;
            return;
        }
        Optional<Stretch> rise = levels.lastRise();
        if (rise.isEmpty()) {
            state = State.FOUND;
        } else {
            goInto(rise.get(), levels);
        }
    }

    private void narrow(Levels levels, Question asked) {
        Optional<Stretch> rise = levels.lastRise();
        if (rise.isPresent()) {
            boolean unseen = asked.heads().contains(rise.get().to())
                    && !levels.slower.containsKey(rise.get().to());
            if (unseen && between(rise.get().from(), rise.get().to()).isEmpty()) {
                stretch = rise.get();
                state = State.UNRESOLVED;
            } else {
                goInto(rise.get(), levels);
            }
        } else if (ends.isEmpty()) {
            state = State.UNRESOLVED;
        } else {
            // Its end is as fast as its beginning: it was called slower by mistake, and the culprit lies behind it.
            stretch = new Stretch(stretch.to(), ends.pop());
        }
    }

    private void goInto(Stretch rise, Levels levels) {
        Double slower = levels.slower.get(rise.to());
        if (between(rise.from(), rise.to()).isEmpty() && slower != null) {
            double before = levels.slower.getOrDefault(rise.from(), 0.0);
            culprits.add(new Culprit(rise.to(), rise.from(), slower - before));
            ends.clear();
            stretch = new Stretch(rise.to(), last);
            state = rise.to() == last ? State.FOUND : State.CHECKING;
        } else {
            if (rise.to() != stretch.to()) {
                ends.push(stretch.to());
            }
            stretch = rise;
            state = State.SEARCHING;
        }
    }

    /** How far it is. */
    public State state() {
        return state;
    }

    /** Where it looks: a culprit lies behind the first of these commits, and not behind the second. */
    public Stretch stretch() {
        return stretch;
    }

    /** Whether it was shown that the last commit is not slower. */
    public boolean isNotSlower() {
        return state == State.NOT_SLOWER
                && whole().filter(answer -> answer.verdict().shown()).isPresent();
    }

    /** By how much the last commit differs from the first; empty before that was asked. */
    public Optional<Answer> whole() {
        return Optional.ofNullable(whole);
    }

    /** Those that were found, in their order in the line. */
    public List<Culprit> culprits() {
        return Collections.unmodifiableList(culprits);
    }

    /** Slowdowns that were seen to be made up for. */
    public List<Recovery> recoveries() {
        return Collections.unmodifiableList(recoveries);
    }

    /** Which commits were left out, and why. */
    public NavigableMap<Integer, String> skipped() {
        return Collections.unmodifiableNavigableMap(skipped);
    }

    /** How many more questions there will likely be. */
    public int likelyQuestions() {
        int narrowing = 0;
        for (int between = between(stretch.from(), stretch.to()).size(); between > 0; between /= together + 1) {
            narrowing++;
        }
        return switch (state) {
            case UNCONFIRMED -> narrowing + 2;
            case SEARCHING -> Math.max(1, narrowing) + 1;
            case CHECKING -> 1;
            case NOT_SLOWER, FOUND, UNRESOLVED -> 0;
        };
    }
}
