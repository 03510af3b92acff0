package dev.labcoat.results.experiment;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.jmh.Effort;
import dev.labcoat.results.jmh.JmhFork;
import dev.labcoat.results.jmh.SharedFolder;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Cause;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.FlameGraph;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.profile.Profile;
import dev.labcoat.results.profile.ProfileDifference;
import dev.labcoat.results.profile.Profiler;
import dev.labcoat.results.verdict.PairScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures rows once more, with a profiler in each JVM that has a part in them, and keeps what it saw while they were measured; it saw
 * them start and warm up too, which is left out. Nothing else of such forks is kept: a profiler changes what it looks at.
 */
public final class Profiling {

    private final Effort effort;
    private final Path folder;

    /**
     * Profiles in a folder.
     *
     * @param effort what each fork does; its iterations are the slices
     * @param folder where pages are put, and what forks said
     */
    public Profiling(Effort effort, Path folder) {
        this.effort = effort;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * Draws where a cell spends its time.
     *
     * @param side the cell, and what runs it
     * @param row its number in its run, from 1
     * @param budget it is given up when that is over
     * @return a page for each JVM; the fork's own comes first, then those of the processes that it measured, each in a file that
     *     {@link FlameGraph} names
     * @throws BadInputException if the fork failed, or nothing was recorded; the message says why
     * @throws IOException if the disk is full or not writable
     * @throws InterruptedException if interrupted; nothing of the fork is left then
     */
    public List<Path> flameGraphs(Lockstep.Side side, int row, Profiler profiler, Duration budget)
            throws IOException, InterruptedException {
        CellId cell = side.cell();
        try (Recorded recorded = record(List.of(side), row, profiler, budget)) {
            List<Path> pages = recorded.profile(0).draw(row, cell.shortName(), cell.toString(), folder);
            if (pages.isEmpty()) {
                throw new BadInputException(profiler + " recorded nothing");
            }
            return pages;
        }
    }

    /**
     * Why a row is slower.
     *
     * @param cause what grew
     * @param page a differential flame graph of it
     */
    public record Why(Cause cause, Path page) {}

    /**
     * Looks for what one side spends more time on than the other, in lockstep.
     *
     * @param base the baseline
     * @param head the other side
     * @param row its number in its comparison, from 1
     * @param budget it is given up when that is over
     * @throws BadInputException if a fork failed, or nothing was recorded of a side; the message says why
     * @throws IOException if the disk is full or not writable
     * @throws InterruptedException if interrupted; nothing of the forks is left then
     */
    public Why why(Lockstep.Side base, Lockstep.Side head, int row, Profiler profiler, Duration budget)
            throws IOException, InterruptedException {
        CellId cell = head.cell();
        try (Recorded recorded = record(List.of(base, head), row, profiler, budget)) {
            ProfileDifference difference =
                    recorded.profile(1).since(recorded.profile(0), profiler, slower(cell, recorded.forks()));
            FlameGraph graph = FlameGraph.ofDifference(row, cell.shortName());
            String title = cell + ": " + head.subject().variant().name() + " against "
                    + base.subject().variant().name();
            return new Why(
                    difference.cause(), DurableFile.write(folder.resolve(graph.fileName()), difference.page(title)));
        }
    }

    /** How many times as many samples the baseline would have had if it had done as few operations as the head. */
    private static double slower(CellId cell, List<Fork> forks) {
        if (cell.mode().equals(JmhFork.SINGLE_SHOT)) {
            return 1;
        }
        Direction direction = Direction.of(cell.mode(), forks.get(0).unit());
        return Math.exp(PairScore.of(new Pair(forks.get(0), forks.get(1)), direction));
    }

    private Recorded record(List<Lockstep.Side> sides, int row, Profiler profiler, Duration budget)
            throws IOException, InterruptedException {
        // Not in the record's folder: flags are parted by blanks, and a checkout's path may have some.
        Path recordings = Files.createTempDirectory("labcoat-profile-");
        SharedFolder tethered = SharedFolder.open(recordings);
        try (Lockstep lockstep = new Lockstep(effort, Lockstep.Patience.LONG, folder, budget)) {
            Lockstep.Measured measured = lockstep.run(
                    row,
                    sides,
                    0,
                    side -> profiler.flags(Files.createDirectories(recordings.resolve(Integer.toString(side)))));
            return new Recorded(recordings, tethered, measured);
        } catch (Lockstep.BrokenGroupException e) {
            tethered.close();
            throw new BadInputException(e.getMessage(), e);
        } catch (IOException | InterruptedException | RuntimeException e) {
            tethered.close();
            throw e;
        }
    }

    /**
     * What was recorded of a side or two.
     *
     * @param folder gone when closed, and when this program ends, however it ends
     */
    private record Recorded(Path folder, SharedFolder tethered, Lockstep.Measured measured) implements AutoCloseable {

        List<Fork> forks() {
            return measured.forks();
        }

        Profile profile(int side) {
            return new Profile(folder.resolve(Integer.toString(side)), measured.window());
        }

        @Override
        public void close() throws IOException {
            tethered.close();
        }
    }
}
