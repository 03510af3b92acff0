package dev.labcoat.results.trend;

import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.trend.Bisection.Answer;
import dev.labcoat.results.trend.Bisection.Question;
import dev.labcoat.results.verdict.Difference;
import dev.labcoat.results.verdict.Margin;
import dev.labcoat.results.verdict.Moderation;
import dev.labcoat.results.verdict.RowState;
import dev.labcoat.results.verdict.SequentialTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Bisections of lines whose commits take known times, of which a tenth does not build, by comparisons whose pairs are drawn from a normal distribution and judged by the
 * real test. Run by {@code results/bisect-trial.sh simulate N}.
 */
final class SimulatedBisection {

    private static final int COMMITS = 32;
    private static final double NOISE = 0.02;
    private static final double BROKEN = 0.1;
    private static final double SLOWDOWN = Math.log(1.08);

    private final double[] levels;
    private final double noise;
    private final IntPredicate builds;
    private final SplittableRandom random;
    private final int together;
    private int forks;

    /**
     * A line.
     *
     * @param levels natural logarithm of the time of each commit for an operation
     * @param noise standard deviation of a pair
     * @param builds which commits can be built
     * @param together how many are compared with another at a time
     */
    SimulatedBisection(double[] levels, double noise, IntPredicate builds, int together, SplittableRandom random) {
        this.levels = levels.clone();
        this.noise = noise;
        this.builds = builds;
        this.together = together;
        this.random = random;
    }

    /** Runs the search to its end. */
    Bisection run() {
        Bisection search = new Bisection(levels.length, together);
        for (Optional<Question> asked = search.next(); asked.isPresent(); asked = search.next()) {
            Optional<Integer> broken = asked.get().heads().stream()
                    .filter(head -> !builds.test(head))
                    .findFirst();
            if (broken.isPresent()) {
                search.skip(broken.get(), "it does not build");
            } else {
                search.answer(compare(asked.get()));
            }
        }
        return search;
    }

    /** Forks that were run so far. */
    int forks() {
        return forks;
    }

    private List<Answer> compare(Question asked) {
        int rows = asked.heads().size();
        double margin = asked.margin().orElse(Margin.UNKNOWN);
        SequentialTest test = new SequentialTest(rows);
        List<List<Double>> pairs = new ArrayList<>();
        Verdict[] verdicts = new Verdict[rows];
        for (int row = 0; row < rows; row++) {
            pairs.add(new ArrayList<>());
        }
        while (undecided(verdicts)) {
            double base = fork(asked.base());
            for (int row = 0; row < rows; row++) {
                if (verdicts[row] == null) {
                    pairs.get(row).add(fork(asked.heads().get(row)) - base);
                }
            }
            List<RowState> states = pairs.stream()
                    .map(of -> new RowState(Difference.of(of), OptionalDouble.empty()))
                    .toList();
            Moderation moderation = Moderation.of(states);
            for (int row = 0; row < rows; row++) {
                if (verdicts[row] == null) {
                    verdicts[row] =
                            test.look(moderation.of(states.get(row)), margin).orElse(null);
                }
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            answers.add(new Answer(
                    asked.heads().get(row),
                    verdicts[row],
                    Difference.of(pairs.get(row)).mean(),
                    null));
        }
        return answers;
    }

    private static boolean undecided(Verdict[] verdicts) {
        for (Verdict verdict : verdicts) {
            if (verdict == null) {
                return true;
            }
        }
        return false;
    }

    private double fork(int commit) {
        forks++;
        return levels[commit] + random.nextGaussian() * noise / Math.sqrt(2);
    }

    /** A line that is slower from some commits on. */
    static double[] slowerFrom(int commits, double slowdown, int... from) {
        double[] levels = new double[commits];
        for (int commit : from) {
            for (int i = Math.abs(commit); i < commits; i++) {
                levels[i] += commit > 0 ? slowdown : -slowdown;
            }
        }
        return levels;
    }

    /** Whether the one culprit that was not made up for is this commit. */
    static boolean isRight(Bisection search, int culprit) {
        List<Integer> found = search.culprits().stream()
                .filter(one -> search.recoveries().stream().noneMatch(recovery -> one.equals(recovery.culprit())))
                .map(Bisection.Culprit::commit)
                .toList();
        return found.equals(List.of(culprit));
    }

    /** Lines of commits that are drawn at random. */
    private enum Kind {
        ONE("one slowdown of 8 %") {
            @Override
            int[] steps(List<Integer> drawn) {
                return new int[] {drawn.get(0)};
            }
        },
        UNDONE("one slowdown of 8 %, and one of 8 % that a later commit undoes") {
            @Override
            int[] steps(List<Integer> drawn) {
                return new int[] {drawn.get(0), drawn.get(1), -drawn.get(2)};
            }
        };

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        abstract int[] steps(List<Integer> drawn);
    }

    /** The culprit, one that is undone, and what undoes it: not around the culprit, for then the times fit two stories. */
    private static List<Integer> draw(SplittableRandom random) {
        while (true) {
            List<Integer> drawn =
                    random.ints(1, COMMITS).distinct().limit(3).boxed().toList();
            boolean around = drawn.get(1) < drawn.get(0) && drawn.get(0) < drawn.get(2);
            if (drawn.get(1) < drawn.get(2) && !around) {
                return drawn;
            }
        }
    }

    /** Prints how often it is right; the argument is the number of trials of each line. */
    public static void main(String[] arguments) {
        int trials = Integer.parseInt(arguments[0]);
        for (Kind kind : Kind.values()) {
            for (int together = 1; together <= Bisection.MOST_TOGETHER; together++) {
                System.out.printf(
                        Locale.ROOT, "%s, %d at a time: %s%n", kind.title, together, trials(kind, together, trials));
            }
        }
    }

    private static String trials(Kind kind, int together, int trials) {
        SplittableRandom random = new SplittableRandom(20);
        int right = 0;
        int unresolved = 0;
        int[] forks = new int[trials];
        for (int trial = 0; trial < trials; trial++) {
            List<Integer> drawn = draw(random);
            Set<Integer> unbuilt = new HashSet<>();
            for (int commit = 1; commit < COMMITS - 1; commit++) {
                if (!drawn.contains(commit) && random.nextDouble() < BROKEN) {
                    unbuilt.add(commit);
                }
            }
            SimulatedBisection simulated = new SimulatedBisection(
                    slowerFrom(COMMITS, SLOWDOWN, kind.steps(drawn)),
                    NOISE,
                    commit -> !unbuilt.contains(commit),
                    together,
                    random.split());
            Bisection search = simulated.run();
            forks[trial] = simulated.forks();
            right += isRight(search, drawn.get(0)) ? 1 : 0;
            unresolved += search.culprits().isEmpty() ? 1 : 0;
        }
        Arrays.sort(forks);
        return String.format(
                Locale.ROOT,
                "right %d of %d, no culprit %d, another %d; forks: median %d, 90 %% of the trials at most %d",
                right,
                trials,
                unresolved,
                trials - right - unresolved,
                forks[trials / 2],
                forks[trials * 9 / 10]);
    }
}
