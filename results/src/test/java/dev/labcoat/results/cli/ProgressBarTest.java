package dev.labcoat.results.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

    private static final ProgressBar.Work WORK = new ProgressBar.Work(
            3,
            12,
            200,
            "StaticFileBenchmark.staticFile and 5 more rows of one question, in a name that no terminal holds");

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();

    private ProgressBar bar(Display display) {
        return new ProgressBar(new Terminal(new PrintStream(sent, true, StandardCharsets.UTF_8), display), now::get);
    }

    private Screen screen(int columns) {
        return Screen.after(sent.toString(StandardCharsets.UTF_8), columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void theBarIsCutToTheWidthAndLeavesNothingBehind(int columns) {
        try (ProgressBar bar = bar(new Display(true, columns, false))) {
            for (int round = 0; round < 12; round++) {
                bar.show(new ProgressBar.Work(round, 12, 12 - round, WORK.what()));
                now.addAndGet(1_000_000_000);
                bar.draw();
                bar.line("round " + round + " is done");
            }
        }

        assertThat(screen(columns).wraps()).isZero();
        assertThat(screen(columns).lines()).hasSize(13).allMatch(line -> line.matches("(round \\d+ is done)?"));
    }

    @Test
    void theBarCountsRoundsAndTheTimeThatGoesBy() {
        ProgressBar bar = bar(new Display(true, 80, false));
        bar.show(WORK);
        now.addAndGet(61_000_000_000L);
        bar.draw();

        assertThat(screen(80).lines())
                .containsExactly("[#####...............] round 4 of 12, 1 min 1 s, about 2 min 19 s left: Static…");

        now.addAndGet(200_000_000_000L);
        bar.draw();
        assertThat(screen(80).lines())
                .containsExactly("[#####...............] round 4 of 12, 4 min 21 s, longer than expected: Static…");
        bar.close();
    }

    @Test
    void nothingIsDrawnWhereNobodyWatches() {
        try (ProgressBar bar = bar(Display.NONE)) {
            bar.show(WORK);
            bar.line("done");
        }

        assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo("done\n");
    }
}
