package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "2, ops/s, 2, ops/s",
        "2, ops/ms, 2e3, ops/s",
        "2, ops/us, 2e6, ops/s",
        "2, ops/ns, 2e9, ops/s",
        "120, ops/min, 2, ops/s",
        "7200, ops/hr, 2, ops/s",
        "172800, ops/day, 2, ops/s",
        "2, ns/op, 2e-9, s/op",
        "2, ns, 2e-9, s",
        "2, us/op, 2e-6, s/op",
        "2, us, 2e-6, s",
        "2, ms/op, 2e-3, s/op",
        "2, ms, 2e-3, s",
        "2, s/op, 2, s/op",
        "2, s, 2, s",
        "2, min/op, 120, s/op",
        "2, hr/op, 7200, s/op",
        "2, day/op, 172800, s/op",
        "2, B/op, 2, B/op",
        "2, B, 2, B",
        "2, MB/sec, 2, MB/sec",
        "2, %, 2, %"
    })
    void eachUnitIsBroughtToItsBase(double value, String unit, double expected, String base) {
        Quantity quantity = Quantity.of(value, unit);
        assertThat(quantity.value()).isCloseTo(expected, within(expected * 1e-12));
        assertThat(quantity.baseUnit()).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "48123.4; ops/s; 48,123 ops/s",
                "1000; ops/s; 1,000 ops/s",
                "123.4; ops/s; 123 ops/s",
                "12.34; ops/s; 12.3 ops/s",
                "1.234; ops/s; 1.23 ops/s",
                "0.5; ops/s; 0.50 ops/s",
                "0.00123; ops/s; 1.23E-3 ops/s",
                "0; ops/s; 0 ops/s",
                "-12.34; ops/s; -12.3 ops/s",
                "1.5; s/op; 1.50 s",
                "1500; us/op; 1.50 ms",
                "990; ns/op; 990 ns",
                "1100; ns/op; 1.10 µs",
                "0.25; ns/op; 0.25 ns",
                "90; min/op; 5,400 s",
                "512; B/op; 512 B",
                "2048; B/op; 2.05 kB",
                "3500000; B; 3.50 MB",
                "3500000000; B; 3.50 GB",
                "72.43; %; 72.4 %",
                "64; #; 64",
                "11704; #/s; 11,704/s",
                "0.25; #/op; 0.25/op",
                "NaN; us/op; NaN ns"
            })
    void peopleReadThreeToFourDigits(double value, String unit, String expected) {
        assertThat(Quantity.of(value, unit).text()).isEqualTo(expected);
    }

    @Test
    void percentagesBelowTenHaveOneDigitBehindThePoint() {
        assertThat(Percent.text(4.23)).isEqualTo("4.2 %");
        assertThat(Percent.text(9.94)).isEqualTo("9.9 %");
        assertThat(Percent.text(9.96)).isEqualTo("10 %");
        assertThat(Percent.text(-4.23)).isEqualTo("-4.2 %");
        assertThat(Percent.text(123.4)).isEqualTo("123 %");
    }
}
