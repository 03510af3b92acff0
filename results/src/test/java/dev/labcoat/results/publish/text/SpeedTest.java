package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedTest {

    @ParameterizedTest
    @CsvSource({
        "1.053, 5.3 % slower",
        "0.8, 20 % faster",
        "1.0004, as fast",
        "0.9996, as fast",
        "1.99, 99 % slower",
        "2, 100 % slower",
        "2.01, 0.50x as fast",
        "2.4, 0.42x as fast",
        "0.5, 50 % faster",
        "0.495, 2.0x as fast",
        "0.0233, 43x as fast"
    })
    void saysWhichWayItGoes(double time, String words) {
        assertThat(Speed.of(Math.log(time))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1.04, 1.066, 4.0 … 6.6 % slower",
        "0.7, 0.8, 20 … 30 % faster",
        "0.989, 1.013, 1.1 % faster … 1.3 % slower",
        "0.2, 0.4, 2.5 … 5.0x as fast",
        "1.9, 2.5, 0.40 … 0.53x as fast",
        "0.172, 0.57, 1.75 … 5.81x as fast",
        "1e-138, 1e7, 0.00 … 1.0e+138x as fast"
    })
    void aRangeIsReadFromTheSmallerToTheLarger(double lowest, double highest, String words) {
        assertThat(Speed.range(Math.log(lowest), Math.log(highest))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0.54, 0.35, 0.82, 1.85x as fast",
        "0.8, 0.7, 0.9, 20 % faster",
        "1.5, 1.1, 2.5, 0.67x as fast",
        "0.8, NaN, NaN, 20 % faster"
    })
    void aMeanHasTheWordsOfItsRange(double time, double lowest, double highest, String words) {
        assertThat(Speed.of(Math.log(time), Math.log(lowest), Math.log(highest)))
                .isEqualTo(words);
    }
}
