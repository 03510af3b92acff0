package dev.labcoat.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.ScalarResult;

class CostProfilerTest {

    @Test
    void whatAnIterationCostIsHandedOverOnce() {
        CostProfiler.report(List.of(new Cost("subject.cpu", 12.5, "us/op")));

        assertThat(CostProfiler.take())
                .extracting(ScalarResult::getLabel, ScalarResult::getScore, ScalarResult::getScoreUnit)
                .containsExactly(tuple("subject.cpu", 12.5, "us/op"));
        assertThat(CostProfiler.take()).isEmpty();
    }
}
