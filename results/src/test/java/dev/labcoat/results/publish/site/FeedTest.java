package dev.labcoat.results.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.trend.Trends;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a feed reader is told of a row that gets slower with commit 8. */
class FeedTest {

    private static final Pattern TITLE = Pattern.compile("<entry>\\s*<title>(.*)</title>");

    private boolean accepted;
    private final Trends trends = new Trends(Nights.commit(0).commit(), (cell, since) -> accepted);

    /** The row is slower from commit 8 until before another one. */
    private void nights(int last, int madeUpForBy) {
        for (int commit = 1; commit <= last; commit++) {
            trends.add(Nights.night(commit, (commit >= 8 && commit < madeUpForBy ? 0.05 : 0) + 0.0001 * (commit % 3)));
        }
    }

    private void confirmed() {
        trends.add(Nights.comparison(7, 8, 0.05, Verdict.SLOWER, "17.0.15"));
    }

    private String feed() throws IOException {
        return Feed.xml("p", trends.machines(), Map.of(Samples.MACHINE.key(), new Charts("m", List.of())));
    }

    private List<String> titles() throws IOException {
        Matcher titles = TITLE.matcher(feed());
        return titles.results().map(title -> title.group(1)).collect(Collectors.toList());
    }

    @Test
    void whatIsNotConfirmedIsNoNews() throws IOException {
        nights(14, 99);
        assertThat(titles()).isEmpty();
    }

    @Test
    void aRegressionIsAnEntry() throws IOException {
        nights(14, 99);
        confirmed();
        assertThat(titles())
                .singleElement()
                .asString()
                .startsWith("SortBenchmark.sort words=100: 5.1 % slower since 00000008");
    }

    @Test
    void whenItIsMadeUpForThatIsAnotherOne() throws IOException {
        nights(27, 15);
        confirmed();
        assertThat(titles()).hasSize(2).satisfies(both -> {
            assertThat(both.get(0)).contains(": made up for, ", " faster ", "0000000f");
            assertThat(both.get(1)).contains("5.1 % slower since 00000008");
        });
        assertThat(feed()).contains("makes up for what made it 5.1 % slower since 00000008");
    }

    @Test
    void whenItIsAcceptedThatIsAnotherOneToo() throws IOException {
        nights(14, 99);
        confirmed();
        accepted = true;
        assertThat(titles())
                .hasSize(2)
                .anySatisfy(title -> assertThat(title).contains(": accepted, 5.1 % slower since 00000008"));
        assertThat(feed()).contains("known and wanted");
    }
}
