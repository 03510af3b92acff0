package dev.labcoat.benchmarks.logging;

import dev.labcoat.benchmarks.measure.Cost;
import dev.labcoat.fixtures.logging.LogCalls;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** The control: the same loop and the same values, which nobody logs. */
public abstract class NoLogger extends LogState {

    /** A burst into a black hole. */
    public void burst(Blackhole blackhole) {
        burst(new Swallowed(blackhole), LoggerScenario.BURST);
    }

    @Override
    protected List<Cost> costs() {
        return List.of();
    }

    @Override
    protected long checkingNanos() {
        return 0;
    }

    private record Swallowed(Blackhole blackhole) implements LogCalls {

        @Override
        public void info(String pattern, Object first, Object second) {
            blackhole.consume(pattern);
            blackhole.consume(first);
            blackhole.consume(second);
        }

        @Override
        public void info(String message, Throwable thrown) {
            blackhole.consume(message);
            blackhole.consume(thrown);
        }
    }
}
