package dev.labcoat.results.history;

import dev.labcoat.results.files.DiskSpace;
import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.Journal;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparison on disk. While it goes on it is a log, {@code pairs.jsonl}: the comparison with its planned rows on the first
 * line, then a line for each finished pair. At the end {@code comparison.json} is made.
 */
public final class ComparisonFolder {

    private static final String LOG = "pairs.jsonl";
    private static final String COMPARISON = "comparison.json";

    private final Path folder;
    private final Journal log;

    private ComparisonFolder(Path folder) {
        this.folder = folder;
        this.log = new Journal(folder.resolve(LOG));
    }

    private record FinishedPair(
            int row, @Nullable Pair pair, @Nullable String discarded) {}

    /**
     * Begins a comparison.
     *
     * @throws IOException if the disk is full or not writable
     */
    public static ComparisonFolder create(Path folder, Comparison planned) throws IOException {
        ComparisonFolder comparison = new ComparisonFolder(folder);
        comparison.log.append(Checksum.addTo(Json.COMPACT.writeValueAsString(planned)));
        return comparison;
    }

    /** A comparison that is on disk. */
    public static ComparisonFolder of(Path folder) {
        return new ComparisonFolder(folder);
    }

    /** Whether a folder holds one, or may: of a folder without permission that cannot be known. */
    static boolean isOne(Path folder) {
        return RegularFile.mayBe(folder.resolve(LOG)) || RegularFile.mayBe(folder.resolve(COMPARISON));
    }

    /** Whether a file is the log of a comparison that was stopped before it began. */
    static boolean isUnbegun(Path file) throws IOException {
        return file.endsWith(LOG) && new Journal(file).isUnbegun();
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /**
     * Checks that another pair can be recorded, before minutes are spent on it.
     *
     * @throws IOException if the disk is nearly full
     */
    public void checkSpace() throws IOException {
        DiskSpace.check(folder);
    }

    /**
     * Appends a pair that has ended, and returns when it is on the disk.
     *
     * @param row the row's place in the comparison
     * @param pair null if it is void
     * @param discarded why it is void; null if it is not
     * @throws IOException if the disk is full or not writable; what was recorded before is unharmed
     */
    public void append(int row, @Nullable Pair pair, @Nullable String discarded) throws IOException {
        log.append(Checksum.addTo(Json.COMPACT.writeValueAsString(new FinishedPair(row, pair, discarded))));
    }

    /**
     * Writes {@code comparison.json}.
     *
     * @throws IOException if it cannot be written; the log stays
     */
    public void finish(Comparison comparison) throws IOException {
        DurableFile.write(
                folder.resolve(COMPARISON), Checksum.addTo(Json.COMPACT.writeValueAsString(comparison)) + "\n");
    }

    /**
     * Reads the comparison. One that was killed has its pairs, and the rows that got one since it was last finished are stopped.
     *
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not a comparison of a version that this program knows
     */
    public Comparison read() throws IOException {
        Path finished = folder.resolve(COMPARISON);
        if (!RegularFile.mayBe(finished)) {
            return replay();
        }
        Comparison ended = readFile(finished);
        return hasGoneOn(ended) ? withMore(ended, replay()) : ended;
    }

    /** Whether pairs were added after the end. Times of files do not tell: clocks are set back, and copies are new. */
    private boolean hasGoneOn(Comparison ended) throws IOException {
        int known = ended.rows().stream()
                .mapToInt(row -> row.pairs().size() + row.discarded().size())
                .sum();
        return Files.exists(log.file()) && log.lines().size() - 1 > known;
    }

    /** What had ended, but for rows to which more was added. */
    private static Comparison withMore(Comparison ended, Comparison replayed) {
        List<ComparisonRow> rows = new ArrayList<>(ended.rows());
        for (int i = 0; i < rows.size() && rows.size() == replayed.rows().size(); i++) {
            ComparisonRow more = replayed.rows().get(i);
            if (more.pairs().size() > rows.get(i).pairs().size()
                    || more.discarded().size() > rows.get(i).discarded().size()) {
                rows.set(i, more.withDecisionsOf(rows.get(i)));
            }
        }
        return ended.ended(rows, ended.environment(), ended.seconds());
    }

    /** Reads a comparison that has ended, with all that is in it. */
    static Comparison readFile(Path file) throws IOException {
        return RecordJson.COMPARISON.parse(file, RegularFile.bytes(file), Json.COMPACT, Comparison.class);
    }

    /** The same without secondary results and times, see {@link ForkScores}. */
    static Comparison readScores(Path file) throws IOException {
        return RecordJson.COMPARISON.parse(file, RegularFile.bytes(file), ForkScores.MAPPER, Comparison.class);
    }

    private Comparison replay() throws IOException {
        List<String> lines = log.lines();
        if (lines.isEmpty()) {
            throw new BadInputException(log.file() + " is empty: it was stopped before it began; delete its folder");
        }
        Comparison planned = RecordJson.COMPARISON.parse(log.file(), lines.get(0), Comparison.class);
        List<ComparisonRow> rows = new ArrayList<>(planned.rows());
        for (String line : lines.subList(1, lines.size())) {
            FinishedPair finished = RecordJson.COMPARISON.parse(log.file(), line, FinishedPair.class);
            if (finished.row() < 0 || finished.row() >= rows.size()) {
                throw new BadInputException(
                        log.file() + " has a pair of a row that was not planned: " + finished.row());
            }
            rows.set(finished.row(), with(finished, rows.get(finished.row())));
        }
        for (int row = 0; row < rows.size(); row++) {
            if (planned.has(row)) {
                rows.set(row, rows.get(row).stopped());
            }
        }
        return planned.ended(rows, planned.environment(), planned.seconds());
    }

    private static ComparisonRow with(FinishedPair finished, ComparisonRow row) {
        Pair pair = finished.pair();
        return pair == null ? row.withDiscarded(String.valueOf(finished.discarded())) : row.with(pair);
    }
}
