package dev.labcoat.results.experiment;

import dev.labcoat.results.model.Fork;
import java.io.IOException;
import java.util.List;

/** Runs forks side by side; {@link Lockstep#run} is the one way to do so, but for simulations. */
interface Rounds {

    /** As of {@link Lockstep#run}. */
    List<Fork> run(int number, List<Lockstep.Side> sides, int first)
            throws Lockstep.BrokenGroupException, IOException, InterruptedException;
}
