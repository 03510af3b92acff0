package dev.labcoat.results.record;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Runs one fork of each variant at the same time, giving turns: only the fork whose turn it is runs its slice. */
public final class Lockstep {

    /** What one fork may need to start, and its server, before it warms up. */
    private static final Duration START = Duration.ofSeconds(30);

    /** What a slice's set-up and tear-down may take beside its own length; a server that takes longer hangs. */
    private static final Duration SLICE_MARGIN = Duration.ofSeconds(15);

    private final Effort effort;
    private final Path folder;
    private final Path turnJar;

    /**
     * A runner of groups.
     *
     * @param effort what each fork does; its iterations are the slices
     * @param folder where forks' results and output are kept
     * @throws IOException if the folder is not writable
     */
    public Lockstep(Effort effort, Path folder) throws IOException {
        this.effort = effort;
        this.folder = folder;
        this.turnJar = folder.resolve("turns.jar");
        Files.createDirectories(folder);
        writeTurnJar();
    }

    /**
     * One of the things that are compared.
     *
     * @param name for people
     * @param jar the benchmarks
     * @param jvm the JDK that runs them
     */
    public record Variant(String name, JmhJar jar, Jvm jvm) {}

    /**
     * A variant's cell.
     *
     * @param variant which variant
     * @param cell what is measured of it
     */
    public record Side(Variant variant, CellId cell) {}

    /** The forks' side of the turns goes on the class path of any jar, so it comes in a jar of its own with nothing else. */
    private void writeTurnJar() throws IOException {
        String name = TurnProfiler.class.getName().replace('.', '/') + ".class";
        try (InputStream in = TurnProfiler.class.getClassLoader().getResourceAsStream(name);
                ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(turnJar))) {
            if (in == null) {
                throw new IOException(name + " is missing from the jar: build it again");
            }
            jar.putNextEntry(new ZipEntry(name));
            in.transferTo(jar);
            jar.closeEntry();
        }
    }

    /**
     * Runs one group.
     *
     * @param number of the group, for its files
     * @param sides two or more
     * @param first the side that is launched first and has the first turn
     * @return a fork for each side, in the order of the sides
     * @throws BrokenGroupException if a fork failed, died or hung: the whole group is void then
     * @throws IOException if the disk is full or not writable
     * @throws InterruptedException if interrupted; nothing of the group is left then
     */
    public List<Fork> run(int number, List<Side> sides, int first)
            throws BrokenGroupException, IOException, InterruptedException {
        List<JmhFork.Launched> launched = new ArrayList<>(Collections.nCopies(sides.size(), null));
        try (Turns turns = new Turns()) {
            for (int i = 0; i < sides.size(); i++) {
                int side = (first + i) % sides.size();
                launched.set(side, launch(number, side, sides.get(side), turns));
            }
            Duration warmUp = START.plusMillis(effort.warmUpCapMillis())
                    .plusMillis(effort.warmUpIterations() * effort.iterationMillis())
                    .multipliedBy(sides.size());
            try {
                turns.give(
                        sides.size(),
                        effort.iterations(),
                        first,
                        warmUp,
                        SLICE_MARGIN.plusMillis(effort.iterationMillis()),
                        () -> launched.stream().anyMatch(JmhFork.Launched::ended));
            } catch (Turns.BrokenException e) {
                throw new BrokenGroupException(why(sides, launched, e));
            }
            List<Fork> forks = new ArrayList<>();
            for (int side = 0; side < sides.size(); side++) {
                Fork fork = launched.get(side).await();
                if (!fork.succeeded()) {
                    throw new BrokenGroupException(sides.get(side).variant().name() + ": " + fork.error());
                }
                forks.add(fork);
            }
            return forks;
        } finally {
            for (JmhFork.Launched one : launched) {
                if (one != null) {
                    one.close();
                }
            }
        }
    }

    private JmhFork.Launched launch(int number, int side, Side what, Turns turns) throws IOException {
        JmhFork fork = new JmhFork(what.variant().jar(), effort, what.variant().jvm());
        JmhFork.Extras extras = new JmhFork.Extras(
                List.of(turnJar.toString()),
                List.of(TurnProfiler.class.getName()),
                Map.of(TurnProfiler.TURN, turns.invitation(side)));
        return fork.launch(what.cell(), folder.resolve(number + "-" + side), extras);
    }

    /** A fork that has ended by itself has said why; else what the coordinator saw must do. */
    private static String why(List<Side> sides, List<JmhFork.Launched> launched, Turns.BrokenException seen)
            throws IOException, InterruptedException {
        for (int side = 0; side < sides.size(); side++) {
            if (launched.get(side).ended()) {
                String error = launched.get(side).await().error();
                if (error != null) {
                    return sides.get(side).variant().name() + ": " + error;
                }
            }
        }
        return String.valueOf(seen.getMessage());
    }

    /** One of the forks of a group failed, so none of its results count. */
    public static final class BrokenGroupException extends Exception {

        private static final long serialVersionUID = 1;

        BrokenGroupException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
