package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Samples;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Launch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowNamesTest {

    private static final CellId ROW = Samples.id("acme.C.x", "avgt", 1);

    private static Launch launch(String jdk, String vm, String version, String flag, Map<String, String> others) {
        return new Launch(jdk, vm, version, List.of(flag), new TreeMap<>(others));
    }

    /** Each differs from the first in one field. */
    private static Stream<CellId> others() {
        return Stream.of(
                Samples.id("acme.C.y", "avgt", 1).with(first().launch()),
                Samples.id("acme.b.C.x", "avgt", 1).with(first().launch()),
                Samples.id("acme.C.x", "sample", 1).with(first().launch()),
                Samples.id("acme.C.x", "avgt", 2).with(first().launch()),
                Samples.id("acme.C.x", "avgt", 1, "p", "-").with(first().launch()),
                ROW,
                ROW.with(launch("21", "HotSpot", "1", "-Da", Map.of())),
                ROW.with(launch("17", "OpenJ9", "1", "-Da", Map.of())),
                ROW.with(launch("17", "HotSpot", "2", "-Da", Map.of())),
                ROW.with(launch("17", "HotSpot", "1", "-Db", Map.of())),
                ROW.with(launch("17", "HotSpot", "1", "-Da", Map.of("threadGroups", "[1,3]"))),
                ROW.with(launch("17", "HotSpot", "1", "-Da", Map.of("measurementBatchSize", "7"))),
                ROW.with(launch("17", "HotSpot", "1", "-Da", Map.of("java", "/opt/other"))));
    }

    private static CellId first() {
        return ROW.with(launch("17", "HotSpot", "1", "-Da", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("others")
    void rowsThatDifferInOneFieldHaveTwoNames(CellId other) {
        RowNames names = RowNames.of(List.of(first(), other));

        assertThat(names.line(first())).isNotEqualTo(names.line(other));
        assertThat(names.key(first())).isNotEqualTo(names.key(other));
    }

    /** What differs where another field does too is shown where it is all that tells two rows apart. */
    @Test
    void noRowOfManyHasTheNameOfAnother() {
        List<CellId> all = Stream.concat(Stream.of(first()), others()).toList();
        RowNames names = RowNames.of(all);

        assertThat(all.stream().map(names::line)).doesNotHaveDuplicates();
        assertThat(all.stream().map(id -> names.benchmark(id) + id.mode() + names.setting(id)))
                .doesNotHaveDuplicates();
    }
}
