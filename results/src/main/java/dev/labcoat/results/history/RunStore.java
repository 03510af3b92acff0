package dev.labcoat.results.history;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Sharding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All runs and comparisons of a folder, each in a folder of its own. */
public final class RunStore {

    private final Path folder;

    /** The store in a folder, which need not be there yet. */
    public RunStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Begins a run.
     *
     * @throws IOException if the disk is full or not writable
     */
    public RunFolder create(Run planned) throws IOException {
        return RunFolder.create(folder.resolve(planned.id()), planned);
    }

    /**
     * Records a run that is complete, all of it or nothing.
     *
     * @throws IOException if the disk is full or not writable
     */
    public void add(Run complete) throws IOException {
        RunFolder.write(folder.resolve(complete.id()), complete);
    }

    /**
     * Deletes what commands that were killed have left: temporary files of forks, drafts, and what had not begun. Nobody may be
     * recording meanwhile.
     *
     * @param before told of each folder of a fork before it is deleted: its processes may have been left, too
     * @throws IOException if something cannot be deleted
     */
    public void deleteLeftovers(Consumer<Path> before) throws IOException {
        for (Path one : folders(Files::isReadable)) {
            for (Path draft : entries(one, DurableFile::isDraft)) {
                FolderTree.delete(draft);
            }
            for (String forks : List.of("forks", "profiles")) {
                for (Path temporary : entries(one.resolve(forks), RunStore::isTemporary)) {
                    before.accept(temporary);
                    FolderTree.delete(temporary);
                }
            }
            if (!hasBegun(one)) {
                FolderTree.delete(one);
            }
        }
    }

    /** Whether there is more in it than a log that has not even its first line. */
    private static boolean hasBegun(Path folder) throws IOException {
        try {
            for (Path file : entries(folder, any -> true)) {
                if (!RunFolder.isUnbegun(file) && !ComparisonFolder.isUnbegun(file)) {
                    return true;
                }
            }
            return false;
        } catch (BadInputException e) {
            // Such as a device in the place of the log, which whoever reads it names.
            return true;
        }
    }

    private static boolean isTemporary(Path file) {
        return file.toString().endsWith(".tmp") || file.endsWith("shared");
    }

    /**
     * Records a comparison that is complete, all of it or nothing.
     *
     * @throws IOException if the disk is full or not writable
     */
    public void add(Comparison complete) throws IOException {
        folder(complete).finish(complete);
    }

    /** Whether a folder is that of a single run or comparison, and not one of many. */
    public static boolean isRecord(Path folder) {
        return RunFolder.isOne(folder) || ComparisonFolder.isOne(folder);
    }

    /** Whether a run of this id is there. */
    public boolean has(String id) {
        return Files.isDirectory(folder.resolve(id));
    }

    /** The folder of a run that is in this store. */
    public RunFolder folder(Run run) {
        return RunFolder.of(folder.resolve(run.id()));
    }

    /**
     * Reads every run, oldest first.
     *
     * @param unreadable told of each run that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Run> readAll(Consumer<String> unreadable) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path run : folders(RunFolder::isOne)) {
            ReadAhead.Outcome.of(run, RunStore::run).use(runs::add, unreadable);
        }
        runs.sort(Comparator.comparing(Run::startedAt));
        return withoutMerged(runs, Run::sharding);
    }

    /**
     * Begins a comparison.
     *
     * @throws IOException if the disk is full or not writable
     */
    public ComparisonFolder create(Comparison planned) throws IOException {
        return ComparisonFolder.create(folder.resolve(planned.id()), planned);
    }

    /** The folder of a comparison that is in this store. */
    public ComparisonFolder folder(Comparison comparison) {
        return ComparisonFolder.of(folder.resolve(comparison.id()));
    }

    /**
     * Reads one comparison.
     *
     * @return empty where there is none of this id
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not a comparison of a version that this program knows
     */
    public Optional<Comparison> comparison(String id) throws IOException {
        Path one = folder.resolve(id);
        return ComparisonFolder.isOne(one) ? Optional.of(comparison(one)) : Optional.empty();
    }

    /**
     * Reads every comparison, oldest first.
     *
     * @param unreadable told of each comparison that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Comparison> readComparisons(Consumer<String> unreadable) throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        for (Path one : folders(ComparisonFolder::isOne)) {
            ReadAhead.Outcome.of(one, RunStore::comparison).use(comparisons::add, unreadable);
        }
        comparisons.sort(Comparator.comparing(Comparison::startedAt));
        return withoutMerged(comparisons, Comparison::sharding);
    }

    /** What shards measured counts once, though it is here as they recorded it and as it was merged. */
    private static <T> List<T> withoutMerged(List<T> records, Function<T, @Nullable Sharding> sharding) {
        Map<String, Integer> mostParts = new HashMap<>();
        for (T one : records) {
            Sharding known = sharding.apply(one);
            if (known != null) {
                known.parts()
                        .forEach(
                                part -> mostParts.merge(part.id(), known.parts().size(), Math::max));
            }
        }
        return records.stream()
                .filter(one -> {
                    Sharding known = sharding.apply(one);
                    return known == null
                            || known.parts().stream()
                                    .anyMatch(part -> known.parts().size() == mostParts.getOrDefault(part.id(), 0));
                })
                .toList();
    }

    private static Run run(Path folder) throws IOException {
        Run run = RunFolder.of(folder).read();
        checkName(folder, run.id());
        return run;
    }

    private static Comparison comparison(Path folder) throws IOException {
        Comparison comparison = ComparisonFolder.of(folder).read();
        checkName(folder, comparison.id());
        return comparison;
    }

    /** Nothing is counted twice because its folder was copied. */
    private static void checkName(Path folder, String id) {
        if (!folder.endsWith(id)) {
            throw new BadInputException(folder + " holds " + id + ": give the folder that name, or delete it");
        }
    }

    private List<Path> folders(Predicate<Path> wanted) throws IOException {
        return Files.notExists(folder) ? List.of() : list(folder, one -> Files.isDirectory(one) && wanted.test(one));
    }

    private static List<Path> entries(Path folder, Predicate<Path> wanted) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) ? list(folder, wanted) : List.of();
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(wanted).sorted().toList();
        }
    }
}
