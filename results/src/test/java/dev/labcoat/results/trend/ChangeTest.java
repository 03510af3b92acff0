package dev.labcoat.results.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Search;
import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {

    private static Change change(double rise, boolean accepted, Optional<Verdict> verdict) {
        return new Change(
                Nights.ROW,
                new ChangePoint(1, 0, rise, 0.0001),
                new Change.Step(Nights.commit(7), Nights.commit(8)),
                rise > 0,
                accepted,
                verdict,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, SLOWER, confirmed in lockstep",
        "0.1, FASTER, not confirmed: a comparison of commits before and after says faster",
        "-0.1, FASTER, confirmed in lockstep",
        "-0.1, NO_CHANGE, not confirmed: a comparison of commits before and after says no change"
    })
    void itIsConfirmedByAVerdictOfItsOwnDirection(double rise, Verdict verdict, String known) {
        assertThat(change(rise, false, Optional.of(verdict)).known()).isEqualTo(known);
    }

    @Test
    void withoutAVerdictItIsNotConfirmedYetAndWhatIsAcceptedNeedsNone() {
        assertThat(change(0.1, false, Optional.empty()).known()).isEqualTo("not confirmed yet");
        assertThat(change(0.1, true, Optional.of(Verdict.SLOWER)).known()).isEqualTo("accepted");
        assertThat(change(0.1, true, Optional.empty()).isOpen()).isFalse();
    }

    @Test
    void commitsThatWereNotMeasuredMayHaveDoneItToo() {
        assertThat(between(7, 8).when()).startsWith("since 00000008 (Change");
        assertThat(between(5, 8).when()).startsWith("between 00000005 and 00000008 (Change");
    }

    private static Change between(int before, int since) {
        return new Change(
                Nights.ROW,
                new ChangePoint(1, 0, 0.1, 0.0001),
                new Change.Step(Nights.commit(before), Nights.commit(since)),
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    @Test
    void onlyAConfirmedSlowdownIsARegression() {
        assertThat(change(0.1, false, Optional.of(Verdict.SLOWER)).isRegression())
                .isTrue();
        assertThat(change(0.1, false, Optional.empty()).isRegression()).isFalse();
        assertThat(change(0.1, true, Optional.of(Verdict.SLOWER)).isRegression())
                .isFalse();
        assertThat(change(-0.1, false, Optional.of(Verdict.FASTER)).isRegression())
                .isFalse();
    }

    private static Search search(boolean done, int from, int to, Search.Culprit... culprits) {
        return new Search(
                Search.SCHEMA_VERSION,
                "search-1",
                Samples.COMMITTED,
                Samples.MACHINE,
                Nights.ROW,
                Nights.commit(2),
                Nights.commit(9),
                done,
                Nights.commit(from),
                Nights.commit(to),
                List.of(culprits));
    }

    private static Search.Culprit culprit(int after, int commit, @Nullable Revision madeUpForBy) {
        return new Search.Culprit(
                Nights.commit(commit), Nights.commit(after), commit - after - 1, Math.log(1.08), madeUpForBy);
    }

    private static Change searched(Search search) {
        return new Change(
                Nights.ROW,
                new ChangePoint(1, 0, 0.1, 0.0001),
                new Change.Step(Nights.commit(2), Nights.commit(9)),
                true,
                false,
                Optional.of(Verdict.SLOWER),
                Optional.empty(),
                List.of(),
                Optional.of(search));
    }

    @Test
    void theSearchNamesTheCommitOrComesCloser() {
        Change halfWay = searched(search(false, 4, 7));
        assertThat(halfWay.when()).startsWith("between 00000004 and 00000007 (Change");
        assertThat(halfWay.known()).isEqualTo("confirmed in lockstep, its commit is searched for");
        assertThat(halfWay.isToBeSearched()).isTrue();

        Change found = searched(search(true, 5, 5, culprit(4, 5, null)));
        assertThat(found.when()).startsWith("since 00000005 (Change");
        assertThat(found.isOfOneCommit()).isTrue();
        assertThat(found.isToBeSearched()).isFalse();
        assertThat(found.isOf(Nights.commit(5).commit())).isTrue();
        assertThat(found.isOf(Nights.commit(9).commit()))
                .as("the night that saw it")
                .isTrue();
        assertThat(found.isOf(Nights.commit(4).commit())).isFalse();
    }

    @Test
    void ofTwoCulpritsBothAreNamedAndOneThatWasMadeUpForIsNot() {
        assertThat(searched(search(true, 8, 8, culprit(3, 4, null), culprit(7, 8, null)))
                        .when())
                .matches("since 00000004 \\(Change.*\\), and since 00000008 \\(Change.*\\)");
        assertThat(searched(search(true, 8, 8, culprit(3, 4, Nights.commit(6)), culprit(7, 8, null)))
                        .when())
                .startsWith("since 00000008 (Change");
        assertThat(searched(search(true, 4, 9, culprit(3, 4, Nights.commit(6)))).when())
                .startsWith("between 00000002 and 00000009 (Change");
    }

    @Test
    void commitsThatCouldNotBeMeasuredMayBeTheCulpritToo() {
        Change change = searched(search(true, 6, 6, culprit(3, 6, null)));
        assertThat(change.isOfOneCommit()).isFalse();
        assertThat(change.when()).startsWith("between 00000003 and 00000006 (Change");
    }
}
