package dev.labcoat.results.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.GrownFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said to have grown between two profiles of which it is known. */
class ProfileDifferenceTest {

    private static final Stacks BASE = stacks("run;parse 4000", "run;sort;compare 6000");

    private static Stacks stacks(String... lines) {
        return Stacks.parse(Arrays.stream(lines), false);
    }

    private static ProfileDifference difference(Stacks base, Stacks head, double slower) {
        return new ProfileDifference(Profiler.ASYNC, Map.of("", base), Map.of("", head), slower);
    }

    private static Cause cause(Stacks head, double slower) {
        return difference(BASE, head, slower).cause();
    }

    @Test
    void aNewMethodIsNamedWithWhatCallsIt() {
        // 10 % slower: in as much time a tenth fewer operations.
        Cause cause = cause(stacks("run;parse 3636", "run;sort;compare 5455", "run;sort;extra 909"), 1.1);

        assertThat(cause.growth()).isCloseTo(0.1, within(1e-3));
        assertThat(cause.grown()).singleElement().satisfies(frame -> {
            assertThat(frame.frame()).isEqualTo("extra");
            assertThat(frame.caller()).isEqualTo("sort");
            assertThat(frame.added()).isTrue();
            assertThat(frame.growth()).isCloseTo(0.1, within(1e-3));
        });
    }

    @Test
    void aNewMethodCountsWithWhatItCalls() {
        Cause cause = cause(stacks("run;parse 3636", "run;sort;compare 5455", "run;extra;helper;compare 909"), 1.1);

        assertThat(cause.grown()).extracting(GrownFrame::frame).containsExactly("extra");
        assertThat(cause.grown().get(0).caller()).isEqualTo("run");
    }

    /** Of the operations of one pair of forks some are slower or faster by chance, and a new method is there all the same. */
    @Test
    void aNewMethodIsNamedAlsoWhereThePairAsAWholeHardlyDiffers() {
        Cause cause = cause(stacks("run;parse 3750", "run;sort;compare 5500", "run;sort;extra;compare 750"), 1.01);

        assertThat(cause.growth()).isCloseTo(0.01, within(1e-3));
        assertThat(cause.grown()).singleElement().satisfies(frame -> {
            assertThat(frame.frame()).isEqualTo("extra");
            assertThat(frame.growth()).isCloseTo(0.0758, within(1e-3));
        });
    }

    @Test
    void ofCodeThatWasMovedOnlyWhatIsNewHasGrown() {
        Cause cause = cause(stacks("run;parse 3636", "run;facade;sort;compare 5455", "run;facade 909"), 1.1);

        assertThat(cause.grown()).singleElement().satisfies(frame -> {
            assertThat(frame.frame()).isEqualTo("facade");
            assertThat(frame.growth()).isCloseTo(0.1, within(1e-3));
        });
    }

    @Test
    void codeThatIsOnlyCalledFromElsewhereHasNotGrown() {
        assertThat(cause(stacks("run;parse 4000", "run;facade;sort;compare 6000"), 1)
                        .grown())
                .isEmpty();
    }

    @Test
    void aMethodThatGotSlowerIsNamedWithItsOwnTime() {
        Cause cause = cause(stacks("run;parse 3846", "run;sort;compare 6154"), 1.04);

        assertThat(cause.grown()).singleElement().satisfies(frame -> {
            assertThat(frame.frame()).isEqualTo("compare");
            assertThat(frame.caller()).isEqualTo("sort");
            assertThat(frame.added()).isFalse();
            assertThat(frame.growth()).isCloseTo(0.04, within(1e-3));
        });
    }

    @Test
    void whatChanceExplainsHasNotGrown() {
        assertThat(cause(stacks("run;parse 4100", "run;sort;compare 5900"), 1).grown())
                .isEmpty();
        assertThat(cause(stacks("run;parse 4000", "run;sort;compare 5992", "run;gc 8"), 1)
                        .grown())
                .isEmpty();
    }

    @Test
    void theThreeThatGrewMostAreNamedTheMostFirst() {
        Cause cause = cause(stacks("run;a 100", "run;b 400", "run;c 300", "run;d 200", "run;parse 4000"), 1);

        assertThat(cause.grown()).extracting(GrownFrame::frame).containsExactly("b", "c", "d");
    }

    @Test
    void aServerIsToldFromTheBenchmark() {
        Stacks work = stacks("run;work 5000");
        ProfileDifference difference = new ProfileDifference(
                Profiler.JFR,
                Map.of("", work, "server process 1", stacks("serve 5000")),
                Map.of("", work, "server process 1", stacks("serve 4000", "serve;log 1000")),
                1);

        assertThat(difference.cause().profiler()).isEqualTo("jfr");
        assertThat(difference.cause().grown()).singleElement().satisfies(frame -> {
            assertThat(frame.process()).isEqualTo("server process 1");
            assertThat(frame.growth()).isCloseTo(0.1, within(1e-9));
        });
    }

    @Test
    void nothingIsSaidOfASideThatWasNotSeen() {
        Stacks nothing = stacks();
        assertThatThrownBy(() -> difference(BASE, nothing, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("async saw nothing of the other side");
        assertThatThrownBy(() -> difference(nothing, BASE, 1)).hasMessage("async saw nothing of the baseline");
    }

    @Test
    void howAFrameWasCompiledDoesNotMatter() {
        Stacks compiled = stacks("run_[0];parse_[j] 5", "run_[j];parse_[1] 2", "run_[j];parse_[i] 1", "do_read_[k] 3");

        assertThat(compiled.samples())
                .containsOnly(Map.entry(List.of("run", "parse"), 8L), Map.entry(List.of("do_read"), 3L));
    }

    @Test
    void whatEndsInNativeCodeIsLeftOutWhereItMayWait() {
        assertThat(Stacks.parse(Stream.of("run_[j];parse_[j] 5", "run_[j];read0 20", ""), true)
                        .total())
                .isEqualTo(5);
    }

    @Test
    void thePageShowsWhatIsNewAndHowWideThatIs() throws IOException {
        Stacks head = stacks("run;parse 3636", "run;sort;compare 5455", "run;sort;extra 909");

        String page = new String(difference(BASE, head, 1.1).page("A </title><script>"), StandardCharsets.UTF_8);

        assertThat(page)
                .contains(
                        "A &lt;/title&gt;&lt;script&gt;; widths are millionths of the CPU time of one operation of the baseline")
                // Frames that the baseline lacks.
                .contains("d=U")
                // 909 of 10,000 samples, 1.1 times: a tenth.
                .contains("99990");
    }
}
