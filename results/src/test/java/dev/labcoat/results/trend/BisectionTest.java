package dev.labcoat.results.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.trend.Bisection.Answer;
import dev.labcoat.results.trend.Bisection.Culprit;
import dev.labcoat.results.trend.Bisection.State;
import dev.labcoat.results.trend.Bisection.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BisectionTest {

    private static final double SLOWDOWN = Math.log(1.08);

    /** So little that nothing is left to chance. */
    private static final double QUIET = 0.001;

    private static Bisection search(int together, double[] levels, Integer... unbuilt) {
        return new SimulatedBisection(
                        levels, QUIET, commit -> !Set.of(unbuilt).contains(commit), together, new SplittableRandom(1))
                .run();
    }

    private static double[] slowerFrom(int commits, int... from) {
        return SimulatedBisection.slowerFrom(commits, SLOWDOWN, from);
    }

    private static List<Integer> culprits(Bisection search) {
        return search.culprits().stream().map(Culprit::commit).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 9})
    void aSlowdownIsFoundWhereverItIs(int together) {
        for (int commits : List.of(2, 3, 4, 5, 9, 16)) {
            for (int culprit = 1; culprit < commits; culprit++) {
                Bisection search = search(together, slowerFrom(commits, culprit));

                assertThat(search.state()).isEqualTo(State.FOUND);
                assertThat(culprits(search)).containsExactly(culprit);
                assertThat(search.culprits().get(0).slower()).isBetween(SLOWDOWN - 0.01, SLOWDOWN + 0.01);
                assertThat(search.recoveries()).isEmpty();
            }
        }
    }

    /** As many trials as a figure has are run by {@code results/bisect-trial.sh simulate}. */
    @Test
    void noiseOfAQuarterOfTheSlowdownHardlyMisleadsIt() {
        int right = 0;
        SplittableRandom random = new SplittableRandom(20);
        for (int trial = 0; trial < 30; trial++) {
            int culprit = random.nextInt(1, 32);
            SimulatedBisection simulated =
                    new SimulatedBisection(slowerFrom(32, culprit), SLOWDOWN / 4, commit -> true, 3, random.split());
            right += SimulatedBisection.isRight(simulated.run(), culprit) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(28);
    }

    @Test
    void commitsThatCannotBeMeasuredAreLeftOutAndNamed() {
        Bisection search = search(3, slowerFrom(16, 9), 4, 7, 8, 12);

        assertThat(search.culprits())
                .extracting(Culprit::commit, Culprit::after)
                .containsExactly(tuple(9, 6));
        assertThat(search.skipped()).containsKeys(7, 8).containsValue("it does not build");

        // The culprit itself: the next is named, with the last that is known to lie before.
        assertThat(search(3, slowerFrom(16, 9), 9, 10).culprits())
                .extracting(Culprit::commit, Culprit::after)
                .containsExactly(tuple(11, 8));
    }

    @Test
    void whereNothingBetweenCanBeMeasuredTheLastIsNamed() {
        assertThat(search(3, slowerFrom(4, 2), 1, 2).culprits())
                .extracting(Culprit::commit, Culprit::after)
                .containsExactly(tuple(3, 0));
    }

    @Test
    void severalCulpritsAreFound() {
        assertThat(culprits(search(3, slowerFrom(32, 5, 20)))).containsExactly(5, 20);
        assertThat(culprits(search(3, slowerFrom(32, 30, 31)))).containsExactly(30, 31);
        assertThat(culprits(search(1, slowerFrom(32, 1, 16, 31)))).containsExactly(1, 16, 31);
    }

    @Test
    void whatWasMadeUpForIsSaidAndTheLastingOneFound() {
        // The middle one is seen to be slow, and three quarters to be fast again.
        Bisection search = search(3, slowerFrom(33, 10, -20, 29));

        assertThat(SimulatedBisection.isRight(search, 29)).isTrue();
        assertThat(search.recoveries()).anySatisfy(recovery -> {
            assertThat(recovery.slow()).isBetween(10, 19);
            assertThat(recovery.fast()).isBetween(20, 28);
        });
    }

    @Test
    void aCulpritThatIsPartlyMadeUpForIsFoundWithWhatIsSeenOfThat() {
        Bisection search = search(3, SimulatedBisection.slowerFrom(32, SLOWDOWN, 4, 4, -20));

        assertThat(search.state()).isEqualTo(State.FOUND);
        assertThat(culprits(search)).containsExactly(4);
        assertThat(search.recoveries()).anySatisfy(recovery -> {
            assertThat(recovery.culprit()).isEqualTo(search.culprits().get(0));
            assertThat(recovery.slow()).isLessThan(20);
            assertThat(recovery.fast()).isGreaterThanOrEqualTo(20);
        });
    }

    @Test
    void whatIsNotSlowerIsNotSearched() {
        assertThat(search(3, slowerFrom(8)).state()).isEqualTo(State.NOT_SLOWER);
        Bisection faster = search(3, slowerFrom(8, -4));
        assertThat(faster.state()).isEqualTo(State.NOT_SLOWER);
        assertThat(faster.whole()).map(Answer::verdict).contains(Verdict.FASTER);
    }

    private static void answer(Bisection search, Verdict... verdicts) {
        List<Integer> heads = search.next().orElseThrow().heads();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            double slower = verdicts[i] == Verdict.SLOWER ? SLOWDOWN : 0;
            answers.add(new Answer(heads.get(i), verdicts[i], slower, null));
        }
        search.answer(answers);
    }

    @Test
    void aWrongTurnIsTakenBack() {
        Bisection search = new Bisection(5, 1);
        answer(search, Verdict.SLOWER);
        // The middle one is called slower by mistake.
        answer(search, Verdict.SLOWER);
        assertThat(search.stretch()).isEqualTo(new Stretch(0, 2));
        answer(search, Verdict.NO_CHANGE);
        // It is compared with the one before.
        answer(search, Verdict.NO_CHANGE);
        assertThat(search.stretch()).isEqualTo(new Stretch(2, 4));
        answer(search, Verdict.NO_CHANGE);
        answer(search, Verdict.SLOWER);

        assertThat(search.state()).isEqualTo(State.FOUND);
        assertThat(culprits(search)).containsExactly(4);
    }

    @Test
    void whatCannotBeDecidedIsLeftOutAndAnEndThatCannotLeavesAStretch() {
        Bisection search = new Bisection(9, 1);
        answer(search, Verdict.SLOWER);
        answer(search, Verdict.INCONCLUSIVE);
        assertThat(search.skipped()).containsEntry(4, "inconclusive");
        assertThat(search.next().orElseThrow().heads()).doesNotContain(4);
        while (search.stretch().to() - search.stretch().from() > 1) {
            answer(search, Verdict.NO_CHANGE);
        }
        answer(search, Verdict.TOO_NOISY);

        assertThat(search.state()).isEqualTo(State.UNRESOLVED);
        assertThat(search.stretch()).isEqualTo(new Stretch(7, 8));
        assertThat(search.culprits()).isEmpty();
    }

    @Test
    void onlyWhatWasAskedIsTakenForAnAnswer() {
        Bisection search = new Bisection(9, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.answer(List.of(new Answer(3, Verdict.SLOWER, SLOWDOWN, null))));
        assertThatIllegalArgumentException().isThrownBy(() -> search.skip(8, "it does not build"));
        answer(search, Verdict.NO_CHANGE);
        assertThatIllegalStateException().isThrownBy(() -> search.answer(List.of()));
    }

    @Test
    void aSearchGetsShorter() {
        Bisection search = new Bisection(33, 3);
        int before = search.likelyQuestions();
        answer(search, Verdict.SLOWER);
        assertThat(search.likelyQuestions()).isPositive().isLessThan(before);
        assertThat(search.next().orElseThrow().margin().orElseThrow()).isBetween(0.03, 0.05);
    }
}
