package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.Effort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs one group of two forks in a process that a test can kill, and says what went wrong. */
final class LockstepMain {

    private LockstepMain() {}

    /**
     * Runs it.
     *
     * @param arguments the folder for its files
     */
    public static void main(String[] arguments) throws Exception {
        Effort effort = new Effort(1_000, 100, 1, 0, 0);
        try (Lockstep lockstep =
                new Lockstep(effort, Lockstep.Patience.LONG, Path.of(arguments[0]), Duration.ofHours(1))) {
            Lockstep.Side side = LockstepIT.side("SpinBenchmark.spin", "tokens", "2000");
            lockstep.run(1, List.of(side, side), 0);
        } catch (Lockstep.BrokenGroupException e) {
            System.out.println(e.getMessage());
        }
    }
}
