package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "1, as much",
        "1.0001, as much",
        "1.12, 12 % more",
        "0.8, 20 % less",
        "2.4, 2.4x as much",
        "0.25, 0.25x as much"
    })
    void isSaidWithoutASign(double times, String words) {
        assertThat(Amount.of(Math.log(times))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1.11, 1.13, 11 … 13 % more",
        "0.8, 0.9, 10 … 20 % less",
        "0.98, 1.03, 2.0 % less … 3.0 % more",
        "1.5, 3, 1.50 … 3.00x as much",
        "0.3, 0.4, 0.30 … 0.40x as much"
    })
    void aRangeIsReadFromItsSmallerNumber(double lowest, double highest, String words) {
        assertThat(Amount.range(Math.log(lowest), Math.log(highest))).isEqualTo(words);
    }
}
