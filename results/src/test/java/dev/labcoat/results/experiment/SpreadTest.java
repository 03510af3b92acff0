package dev.labcoat.results.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Suite;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void eachClassIsBegunBeforeAnyGoesOn() {
        assertThat(spread(Suite.NONE, "a.A.one", "a.A.two", "a.A.three", "b.B.one", "b.B.two", "c.C.one"))
                .containsExactly("a.A.one", "b.B.one", "c.C.one", "a.A.two", "b.B.two", "a.A.three");
    }

    @Test
    void whatADescriptorDescribesKeepsItsOrder() {
        assertThat(spread(Samples.SUITE, "demo.FileBenchmark.get", "demo.FileBenchmark.put", "demo.LogBenchmark.log"))
                .containsExactly("demo.FileBenchmark.get", "demo.FileBenchmark.put", "demo.LogBenchmark.log");
    }

    private static List<String> spread(Suite suite, String... benchmarks) {
        List<CellId> cells = Stream.of(benchmarks)
                .map(name -> new CellId(name, new TreeMap<>(), "thrpt", 1))
                .toList();
        return Spread.overClasses(cells, Function.identity(), suite).stream()
                .map(CellId::benchmark)
                .toList();
    }
}
