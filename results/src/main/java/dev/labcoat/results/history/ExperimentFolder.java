package dev.labcoat.results.history;

import dev.labcoat.results.files.DiskSpace;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.Journal;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Environment;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Pair;
import dev.labcoat.results.model.Round;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One experiment on disk. While it goes on it is a log, {@code rounds.jsonl}: the experiment as it was planned on the first line, then a
 * line for each round that has ended, on the disk before the next one begins. At the end {@code experiment.json} is made of it. What was
 * recorded in schema 1 is read too, see {@link VersionOne}, and is written anew when it is gone on with.
 */
public final class ExperimentFolder {

    private static final String LOG = "rounds.jsonl";
    private static final String EXPERIMENT = "experiment.json";

    private final Path folder;
    private final Journal log;

    private ExperimentFolder(Path folder) {
        this.folder = folder;
        this.log = new Journal(folder.resolve(LOG));
    }

    /**
     * Begins an experiment.
     *
     * @param planned the experiment, mostly without rounds
     * @throws IOException if the disk is full or not writable, or there is an experiment already
     */
    public static ExperimentFolder create(Path folder, Experiment planned) throws IOException {
        if (isOne(folder)) {
            throw new FileAlreadyExistsException(folder.toString(), null, "an experiment is recorded there already");
        }
        ExperimentFolder experiment = new ExperimentFolder(folder);
        for (String line : lines(planned)) {
            experiment.log.append(line);
        }
        return experiment;
    }

    private static List<String> lines(Experiment experiment) {
        return Stream.concat(Stream.of(experiment.planned()), experiment.rounds().stream())
                .map(ExperimentFolder::line)
                .toList();
    }

    private static String line(Object part) {
        return Checksum.addTo(Json.COMPACT.writeValueAsString(part));
    }

    /** An experiment that is on disk. */
    public static ExperimentFolder of(Path folder) {
        return new ExperimentFolder(folder);
    }

    /** Whether a folder holds one, or may: of a folder without permission that cannot be known. */
    static boolean isOne(Path folder) {
        return isOurs(folder) || VersionOne.isOne(folder);
    }

    private static boolean isOurs(Path folder) {
        return RegularFile.mayBe(folder.resolve(LOG)) || RegularFile.mayBe(folder.resolve(EXPERIMENT));
    }

    /** Whether a file is the log of an experiment that was stopped before it began. */
    static boolean isUnbegun(Path file) throws IOException {
        return (file.endsWith(LOG) && new Journal(file).isUnbegun()) || VersionOne.isUnbegun(file);
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Where the flame graphs of its rows are put. */
    public Path profiles() {
        return folder.resolve("profiles");
    }

    /**
     * The flame graphs of its rows, by the rows' numbers.
     *
     * @throws IOException if their folder cannot be read
     */
    public List<Path> flameGraphs() throws IOException {
        return FlameGraphFiles.in(profiles());
    }

    /**
     * Those of what got slower, by the numbers of the rows of its comparison, from 1.
     *
     * @throws IOException if their folder cannot be read
     */
    public Map<Integer, Path> differences() throws IOException {
        return FlameGraphFiles.differences(profiles());
    }

    /**
     * Checks that another round can be recorded, before minutes are spent on it.
     *
     * @throws IOException if the disk is nearly full
     */
    public void checkSpace() throws IOException {
        DiskSpace.check(folder);
    }

    /**
     * Appends a round that has ended, and returns when it is on the disk.
     *
     * @throws IOException if the disk is full or not writable; what was recorded before is unharmed
     */
    public void append(Round round) throws IOException {
        log.append(line(round));
    }

    /**
     * Makes {@code experiment.json} of the log.
     *
     * @param environment the circumstances, now that they are all known
     * @param seconds wall time since it was begun, or gone on with
     * @throws IOException if it cannot be written; the log stays
     */
    public Experiment finish(Environment environment, double seconds) throws IOException {
        Experiment known = read();
        return write(folder, known.ended(environment, known.seconds() + seconds));
    }

    /**
     * The same, with what was decided.
     *
     * @param comparison what was made of the rounds
     * @throws IOException if it cannot be written; the log stays
     */
    public void finish(Comparison comparison) throws IOException {
        write(
                folder,
                read().ended(comparison.environment(), comparison.seconds()).decided(comparison.rows()));
    }

    /** Writes an experiment that is complete. */
    static Experiment write(Path folder, Experiment experiment) throws IOException {
        DurableFile.write(folder.resolve(EXPERIMENT), line(experiment) + "\n");
        return experiment;
    }

    /**
     * Opens an experiment again, to go on with it: from now on it has a log of this version.
     *
     * @throws BadInputException if it cannot be read
     * @throws IOException if the folder is not writable
     */
    public void reopen() throws IOException {
        if (!RegularFile.mayBe(log.file())) {
            Experiment known = read();
            write(folder, known);
            DurableFile.write(
                    log.file(), lines(known).stream().map(line -> line + "\n").collect(Collectors.joining()));
        }
        VersionOne.delete(folder);
    }

    /** What it may have, as its beginning says. */
    RecordHead head() {
        Path finished = folder.resolve(EXPERIMENT);
        if (!isOurs(folder)) {
            return VersionOne.head(folder);
        }
        return RecordHead.of(RegularFile.mayBe(finished) ? finished : log.file());
    }

    /**
     * Reads the experiment, finished or not. One that was killed has its rounds, and the rows that got one since it was last finished are
     * stopped.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not an experiment of a version that this program knows
     */
    public Experiment read() throws IOException {
        if (!isOurs(folder)) {
            return VersionOne.isOne(folder) ? VersionOne.read(folder) : replay();
        }
        Optional<Experiment> ended =
                Finished.read(folder.resolve(EXPERIMENT), log.file(), RecordJson.EXPERIMENT, Experiment.class);
        if (ended.isEmpty()) {
            return replay();
        }
        // Times of files do not tell: clocks are set back, and copies are new.
        return RegularFile.mayBe(log.file())
                        && log.lines().size() - 1 > ended.get().rounds().size()
                ? withMore(ended.get(), replay())
                : ended.get();
    }

    /** What had ended, but for rows to which more was added. */
    private static Experiment withMore(Experiment ended, Experiment replayed) {
        Experiment more = ended.with(replayed.rounds());
        return ended.ratios()
                .map(before -> more.decided(ComparisonRow.goneOn(
                        before.rows(), replayed.ratios().orElseThrow().rows())))
                .orElse(more);
    }

    private Experiment replay() throws IOException {
        List<String> lines = log.lines();
        if (lines.isEmpty()) {
            throw new BadInputException(log.file() + " is empty: it was stopped before it began; delete its folder");
        }
        Experiment planned = RecordJson.EXPERIMENT.parse(log.file(), lines.get(0), Experiment.class);
        List<Round> rounds = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rounds.add(RecordJson.EXPERIMENT.parse(log.file(), line, Round.class));
        }
        try {
            Experiment measured = planned.with(rounds);
            return planned.ratios()
                    .map(before ->
                            measured.decided(stopped(before, measured.ratios().orElseThrow())))
                    .orElse(measured);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(log.file() + " does not add up: " + e.getMessage(), e);
        }
    }

    private static List<ComparisonRow> stopped(Comparison planned, Comparison measured) {
        List<ComparisonRow> rows = new ArrayList<>();
        for (ComparisonRow of : measured.rows()) {
            ComparisonRow row = planned.rows().get(rows.size());
            for (Pair pair : of.pairs()) {
                row = row.with(pair);
            }
            for (String why : of.discarded()) {
                row = row.withDiscarded(why);
            }
            rows.add(planned.has(rows.size()) ? row.stopped() : row);
        }
        return rows;
    }
}
