package dev.labcoat.results.publish.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Nights;
import dev.labcoat.results.model.Verdict;
import dev.labcoat.results.trend.SelfChecks;
import dev.labcoat.results.trend.Trends;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfCheckTextTest {

    private final Trends trends = new Trends(Nights.commit(0).commit(), (cell, since) -> false);

    @Test
    void everyPairIsALineOfTheTable() {
        trends.add(Nights.night(1, 0));
        trends.addSelfCheck(Nights.selfCheck(1, false, 0.1, Verdict.FASTER));
        trends.addSelfCheck(Nights.selfCheck(1, true, 0.05, Verdict.SLOWER));

        List<String> lines = SelfCheckText.csv(trends.machines()).lines().toList();

        assertThat(lines).hasSize(1 + 2 * 2);
        assertThat(lines.get(0))
                .startsWith("kind,machine,commit,comparison,started,row,margin,verdict,decided,pair,base");
        assertThat(lines.get(1))
                .startsWith("same,")
                .contains(Nights.commit(1).commit(), "words=100", ",0.03,faster,true,1,1000.0,1105.17");
        assertThat(lines.get(2)).contains(",faster,true,2,");
        assertThat(lines.get(3)).startsWith("canary,").contains("slowerPercent=5", ",ns/op,0.05");
    }

    @Test
    void aRowThatIsCalledAlthoughNothingChangedIsNamed() {
        trends.add(Nights.night(1, 0));
        trends.addSelfCheck(Nights.selfCheck(1, false, 0.1, Verdict.SLOWER));

        assertThat(SelfCheckText.warnings(trends.machines().get(0)))
                .singleElement()
                .asString()
                .contains(Nights.ROW.toString(), "compared with itself", "is called slower (", "2 pairs)");
    }

    @Test
    void nothingIsSaidWhereNothingWasChecked() {
        trends.add(Nights.night(1, 0));
        assertThat(SelfCheckText.warnings(trends.machines().get(0))).isEmpty();
        assertThat(SelfCheckText.figures(SelfChecks.NONE)).isEmpty();
        assertThat(SelfCheckText.csv(trends.machines())).hasLineCount(1);
    }
}
