package dev.labcoat.results.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labcoat.results.Samples;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class HintTest {

    private static final double[] STEADY = {100, 101, 99, 100, 102, 98, 100, 101, 99, 100};

    @Test
    void aLowerThroughputIsSlower() {
        Hint hint = hint("thrpt", 80).orElseThrow();

        assertThat(hint.before()).isCloseTo(100, within(1e-9));
        assertThat(hint.slower()).as("an operation takes 1/0.8 as long").isCloseTo(0.25, within(1e-9));
        assertThat(hint.noises()).isGreaterThan(Hint.SHOWN);
        assertThat(hint.earlier()).isEqualTo(10);
    }

    @Test
    void aLongerTimeIsSlower() {
        Hint hint = hint("avgt", 120).orElseThrow();

        assertThat(hint.slower()).isCloseTo(0.2, within(1e-9));
        assertThat(hint.noises()).isGreaterThan(Hint.SHOWN);
        assertThat(hint("avgt", 80).orElseThrow().noises()).isLessThan(-Hint.SHOWN);
    }

    @Test
    void aChangeOfTheSizeOfTheNoiseIsNotShown() {
        assertThat(hint("thrpt", 98.5).orElseThrow().noises()).isBetween(0.0, Hint.SHOWN);
    }

    @Test
    void ofFewEarlierRunsNothingIsSaid() {
        double[] few = DoubleStream.generate(() -> 1).limit(Hint.LEAST_EARLIER).toArray();
        assertThat(Hint.of(line("thrpt", few))).isEmpty();
        assertThat(Hint.of(line(
                        "thrpt",
                        DoubleStream.concat(DoubleStream.of(few), DoubleStream.of(1))
                                .toArray())))
                .isPresent();
    }

    @Test
    void aScoreOfZeroHasNoShare() {
        assertThat(hint("ss", 0)).isEmpty();
    }

    @Test
    void inNormalNoiseAloneOneRowOfTwoHundredIsShown() {
        Random random = new Random(1);
        int rows = 100_000;
        int shown = 0;
        for (int row = 0; row < rows; row++) {
            double[] scores = DoubleStream.generate(() -> 1_000 + 10 * random.nextGaussian())
                    .limit(11)
                    .toArray();
            if (Hint.of(line("thrpt", scores)).orElseThrow().noises() >= Hint.SHOWN) {
                shown++;
            }
        }
        assertThat((double) shown / rows).isCloseTo(0.005, within(0.001));
    }

    private static Optional<Hint> hint(String mode, double newest) {
        return Hint.of(line(
                mode,
                DoubleStream.concat(DoubleStream.of(STEADY), DoubleStream.of(newest))
                        .toArray()));
    }

    private static Line line(String mode, double... scores) {
        List<Double> recent = DoubleStream.of(scores).boxed().toList();
        return new Line(
                Samples.id("demo.FileBenchmark.get", mode, 1),
                "chart",
                0,
                mode.equals("thrpt") ? "ops/s" : "s/op",
                "v1",
                0,
                recent,
                scores.length - 1,
                null);
    }
}
