package dev.labcoat.results.experiment;

import static dev.labcoat.results.Samples.id;
import static dev.labcoat.results.experiment.Comparisons.choice;
import static dev.labcoat.results.experiment.Comparisons.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.Nights;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

class PrecedenceTest {

    private static final CellId A = id("demo.A.a", "avgt", 1);
    private static final CellId B = id("demo.A.b", "avgt", 1);
    private static final CellId C = id("demo.A.c", "avgt", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private LoadedClasses loaded;

    @BeforeEach
    void openCache() {
        loaded = LoadedClasses.in(folder);
    }

    private Plan plan(String inHead) throws IOException {
        return Plan.of(
                List.of(
                        choice(subject("base", jar("old"), folder), A, B, C),
                        choice(subject("head", jar(inHead), folder), A, B, C)),
                false,
                sides -> true);
    }

    private static JmhJars jar(String sum) {
        JmhJars jar = new JmhJars();
        for (String method : List.of("a", "b", "c")) {
            jar.benchmark("demo.A", method, Mode.AverageTime, Map.of());
        }
        return jar.file("acme/Sum.class", sum).file("acme/Same.class", "same");
    }

    @Test
    void aRowThatLoadsAChangedClassOrOfWhichThatIsNotKnownComesFirst() throws IOException {
        loaded.keep(A, Set.of("acme.Same"));
        loaded.keep(B, Set.of("acme.Same", "acme.Sum"));

        assertThat(Precedence.of(plan("new"), loaded, List.of()).ahead()).containsExactly(B, C);
    }

    @Test
    void ofThoseTheOneThatChangedBeforeComesFirst() throws IOException {
        loaded.keep(A, Set.of("acme.Same"));
        Plan plan = plan("new");
        Comparison earlier = new Comparer(
                        plan,
                        Preset.SMOKE,
                        Preset.SMOKE.lockstep(),
                        Limit.of(Duration.ofHours(1)),
                        Lockstep.Patience.LONG)
                .planned("c", Instant.EPOCH, 0, List.of(), OptionalDouble.empty());
        Comparison changed = earlier.ended(
                earlier.rows().stream()
                        .map(row -> row.cell().equals(C) ? row.decided(Verdict.FASTER, null) : row)
                        .toList(),
                earlier.environment(),
                1);

        assertThat(Precedence.of(plan, loaded, List.of(changed, Nights.night(1, 0)))
                        .ahead())
                .containsExactly(C, B);
    }

    @Test
    void whereNothingDiffersOrNothingIsKnownAllAreAlike() throws IOException {
        assertThat(Precedence.of(plan("new"), loaded, List.of())).isEqualTo(Precedence.NONE);
        loaded.keep(A, Set.of("acme.Same"));
        assertThat(Precedence.of(plan("old"), loaded, List.of())).isEqualTo(Precedence.NONE);
    }

    @Test
    void whatWasSeenIsKept() throws IOException {
        loaded.keep(A, Set.of());
        assertThat(loaded.knows(A)).as("nothing was seen").isFalse();
        loaded.keep(A, Set.of("b.B", "a.A"));
        assertThat(LoadedClasses.in(folder).of(A)).hasValue(Set.of("a.A", "b.B"));
        assertThat(loaded.of(B)).isEmpty();
    }
}
