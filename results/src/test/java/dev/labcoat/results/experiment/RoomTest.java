package dev.labcoat.results.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.Samples;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.util.Optional;

class RoomTest {

    private static final long GIB = 1L << 30;

    @SuppressWarnings("NullAway.Init")
    private JmhJar jar;

    @BeforeEach
    void writeJar(@TempDir Path folder) throws IOException {
        jar = JmhJar.open(new JmhJars()
                .benchmark("demo.B", "free", Mode.AverageTime, Map.of())
                .benchmark(
                        "demo.B",
                        "small",
                        Mode.AverageTime,
                        Map.of(),
                        Optional.none(),
                        new int[] {1},
                        List.of("-Xmx512m"))
                .write(folder.resolve("b.jar")));
    }

    private Lockstep.Side side(String method, String... flags) {
        Variant variant = new Variant("v", "b.jar", "0", null, "17", "/jdk", List.of(flags));
        CellId cell = Samples.id("demo.B." + method, "avgt", 1);
        return new Lockstep.Side(new Subject(variant, jar, Jvm.current()), cell);
    }

    private static boolean fits(long availableGib, int number, Lockstep.Side side) {
        return new Room(16 * GIB, availableGib * GIB).fits(Collections.nCopies(number, side));
    }

    @Test
    void aJvmThatIsNotToldMayTakeAQuarterOfTheMachine() {
        assertThat(fits(9, 2, side("free"))).isTrue();
        assertThat(fits(9, 3, side("free"))).isFalse();
    }

    @Test
    void aDeclaredHeapCounts() {
        assertThat(fits(3, 3, side("small"))).isTrue();
        assertThat(fits(3, 4, side("small"))).isFalse();
    }

    @Test
    void theUsersFlagsCountMore() {
        assertThat(fits(3, 3, side("small", "-Xmx1g"))).isFalse();
        assertThat(fits(3, 3, side("small", "-Xmx1g", "-Xmx262144k"))).isTrue();
    }

    @Test
    void memoryForOneForkOfAPairIsSaidToBeTooLittle() {
        Room room = new Room(16 * GIB, 6 * GIB);
        List<Lockstep.Side> pair = List.of(side("free"), side("free"));

        assertThat(room.shortage(List.of(List.of(side("small"), side("small")), pair)))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("warning: 2 forks of B.free [avgt] may take 9.0 GiB together, and 6.0 GiB are free")
                        .contains("-Xmx"));
        assertThat(room.shortage(List.of(pair, pair))).get().asString().contains("others too much");
        assertThat(room.shortage(List.of(List.of(side("free"))))).isEmpty();
    }

    @Test
    void thisMachineHasRoomForAFork() {
        assertThat(Room.here().fits(List.of(side("small")))).isTrue();
    }
}
