package dev.labcoat.results.model;

import static dev.labcoat.results.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CellIdTest {

    @Test
    void textLeavesOutPackageSingleThreadAndThroughput() {
        assertThat(id("a.b.FileBenchmark.get", "thrpt", 1)).hasToString("FileBenchmark.get");
    }

    @Test
    void textNamesParamsThreadsAndOtherModes() {
        assertThat(id("a.b.FileBenchmark.get", "avgt", 4, "size", "1024", "codec", "gzip"))
                .hasToString("FileBenchmark.get codec=gzip size=1024 threads=4 [avgt]");
    }

    @Test
    void namesWorkInTheDefaultPackageToo() {
        CellId id = id("Demo.log", "thrpt", 1);
        assertThat(id.className()).isEqualTo("Demo");
        assertThat(id.shortName()).isEqualTo("Demo.log");
    }

    @Test
    void orderOfParamsDoesNotMatter() {
        CellId one = id("a.B.c", "thrpt", 1, "x", "1", "y", "2");
        CellId other = id("a.B.c", "thrpt", 1, "y", "2", "x", "1");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(other.paramText()).isEqualTo("x=1 y=2");
    }

    @Test
    void anyPartMakesAnotherCell() {
        CellId id = id("a.B.c", "thrpt", 1, "x", "1");
        assertThat(id)
                .isNotEqualTo(id("a.B.d", "thrpt", 1, "x", "1"))
                .isNotEqualTo(id("a.B.c", "avgt", 1, "x", "1"))
                .isNotEqualTo(id("a.B.c", "thrpt", 2, "x", "1"))
                .isNotEqualTo(id("a.B.c", "thrpt", 1, "x", "2"))
                .isNotEqualTo(id("a.B.c", "thrpt", 1, "y", "1"));
    }

    @Test
    void paramsAreACopyThatCannotChange() {
        TreeMap<String, String> params = new TreeMap<>();
        params.put("x", "1");
        CellId id = new CellId("a.B.c", params, "thrpt", 1);
        params.put("x", "2");
        assertThat(id.params()).containsEntry("x", "1");
        assertThatThrownBy(() -> id.params().put("y", "3")).isInstanceOf(UnsupportedOperationException.class);
    }
}
