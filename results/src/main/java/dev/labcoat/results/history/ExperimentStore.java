package dev.labcoat.results.history;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
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

/** All experiments of a folder, each in a folder of its own. */
public final class ExperimentStore {

    private final Path folder;

    /** The store in a folder, which need not be there yet. */
    public ExperimentStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Begins an experiment.
     *
     * @throws IOException if the disk is full or not writable
     */
    public ExperimentFolder create(Experiment planned) throws IOException {
        return ExperimentFolder.create(folder.resolve(planned.id()), planned);
    }

    /**
     * Records an experiment that is complete, all of it or nothing.
     *
     * @throws IOException if the disk is full or not writable
     */
    public void add(Experiment complete) throws IOException {
        ExperimentFolder.write(folder.resolve(complete.id()), complete);
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
                for (Path temporary : entries(one.resolve(forks), ExperimentStore::isTemporary)) {
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
                if (!ExperimentFolder.isUnbegun(file)) {
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

    /** Whether a folder is that of a single experiment, and not one of many. */
    public static boolean isRecord(Path folder) {
        return ExperimentFolder.isOne(folder);
    }

    /** Whether an experiment of this id is there. */
    public boolean has(String id) {
        return Files.isDirectory(folder.resolve(id));
    }

    /** The folder of an experiment that is in this store. */
    public ExperimentFolder folder(String id) {
        return ExperimentFolder.of(folder.resolve(id));
    }

    /**
     * Reads the scores of every experiment that has some, oldest first.
     *
     * @param unreadable told of each experiment that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Run> readAll(Consumer<String> unreadable) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path one : folders(ExperimentFolder::isOne)) {
            if (ExperimentFolder.of(one).head().scores()) {
                ReadAhead.Outcome.of(one, ExperimentStore::experiment)
                        .use(experiment -> experiment.scores().ifPresent(runs::add), unreadable);
            }
        }
        runs.sort(Comparator.comparing(Run::startedAt));
        return withoutMerged(runs, Run::sharding);
    }

    /**
     * Reads the ratios of one experiment.
     *
     * @return empty where there is none of this id, or it has none
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is not an experiment of a version that this program knows
     */
    public Optional<Comparison> comparison(String id) throws IOException {
        Path one = folder.resolve(id);
        return ExperimentFolder.isOne(one) ? experiment(one).ratios() : Optional.empty();
    }

    /**
     * Reads the ratios of every experiment that has some, oldest first.
     *
     * @param unreadable told of each experiment that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Comparison> readComparisons(Consumer<String> unreadable) throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        for (Path one : folders(ExperimentFolder::isOne)) {
            if (ExperimentFolder.of(one).head().ratios()) {
                ReadAhead.Outcome.of(one, ExperimentStore::experiment)
                        .use(experiment -> experiment.ratios().ifPresent(comparisons::add), unreadable);
            }
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

    private static Experiment experiment(Path folder) throws IOException {
        Experiment experiment = ExperimentFolder.of(folder).read();
        checkName(folder, experiment.id());
        return experiment;
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
