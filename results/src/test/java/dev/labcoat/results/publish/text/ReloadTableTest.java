package dev.labcoat.results.publish.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.model.ReloadOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadTableTest {

    private static final ReloadOutcome BEFORE = new ReloadOutcome(0, 20_000, 0, 0, 0, 0, 0, 2.25, 0);

    @Test
    void aReloadThatLosesNothingSaysSo() {
        assertThat(new ReloadTable(List.of(BEFORE, new ReloadOutcome(1, 19_000, 0, 0, 8, 0, 3, 120, 150))).lines(100))
                .containsExactly(
                        "No request was lost in 1 reload, and 8 had to be repeated on a new connection.",
                        "",
                        "reload  answered  refused  lost  closed  wrong  over 100 ms   longest  steady after",
                        "before    20,000        0     0       0      0            0    2.3 ms",
                        "1         19,000        0     0       8      0            3  120.0 ms        150 ms");
    }

    @Test
    void lostRequestsAreCounted() {
        assertThat(new ReloadTable(List.of(
                                BEFORE,
                                new ReloadOutcome(1, 1, 2, 3, 0, 4, 0, 1, 0),
                                new ReloadOutcome(2, 1, 1, 0, 0, 0, 0, 1, -1)))
                        .lines(100))
                .startsWith("10 requests were lost in 2 reloads.")
                .last()
                .asString()
                .endsWith("not until the next");
    }
}
