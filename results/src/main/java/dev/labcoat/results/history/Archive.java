package dev.labcoat.results.history;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Published experiments, each in a file of its own that is never changed, named after the commit that is measured, see {@link
 * ArchiveFiles}.
 */
public final class Archive {

    /** Enough to know how long rows take. */
    private static final int NEWEST = 10;

    private final ArchiveFiles files;

    /** Where comparisons were published in schema 1; null where that was here too. */
    private final @Nullable ArchiveFiles earlier;

    /** The archive in a folder, which need not be there yet. */
    public Archive(Path folder) {
        this.files = new ArchiveFiles(folder);
        this.earlier = null;
    }

    /**
     * The same.
     *
     * @param comparisons folder of comparisons that were published in schema 1; nothing is added to it
     */
    public Archive(Path folder, Path comparisons) {
        this.files = new ArchiveFiles(folder);
        this.earlier = new ArchiveFiles(comparisons);
    }

    /** Where it is. */
    public Path folder() {
        return files.folder();
    }

    /**
     * Publishes an experiment. One that was published before stays as it is.
     *
     * @return its file
     * @throws BadInputException if it belongs to no commit, has no result, or another of its name was published before
     * @throws IOException if the disk is full or not writable
     */
    public Path publish(Experiment experiment) throws IOException {
        Optional<Run> scores = experiment.scores();
        if (scores.isPresent() && scores.get().revision().dirty()) {
            throw new BadInputException("run " + experiment.id() + " is of a tree that differed from commit "
                    + scores.get().revision().commit()
                    + ", and a published result belongs to a commit: commit, and run it again");
        }
        if (experiment.ratios().isEmpty()
                && scores.stream()
                        .flatMap(run -> run.cells().stream())
                        .allMatch(cell -> cell.score().isEmpty())) {
            throw new BadInputException("run " + experiment.id() + " has no result that could be published");
        }
        Path file = place(experiment);
        return Files.exists(file)
                ? unchanged(file, experiment)
                : DurableFile.write(file, Checksum.addTo(Json.COMPACT.writeValueAsString(experiment)));
    }

    private static Path unchanged(Path file, Experiment experiment) throws IOException {
        if (!holds(file, experiment)) {
            throw new BadInputException(
                    file + " is there with other results of that run: what was published is never changed. If it was"
                            + " not committed yet, delete it and publish again");
        }
        return file;
    }

    private static boolean holds(Path file, Experiment experiment) throws IOException {
        try {
            return RecordFile.read(file).equals(experiment);
        } catch (BadInputException e) {
            // It was cut off, or written by somebody else.
            return false;
        }
    }

    /**
     * Publishes flame graphs of an experiment, see {@link FlameGraphFiles}; those of the same rows are replaced.
     *
     * @throws IOException if one cannot be read, or the disk is full or not writable
     */
    public void publish(Experiment experiment, List<Path> flameGraphs) throws IOException {
        Path folder = FlameGraphFiles.folder(place(experiment));
        for (Path page : flameGraphs) {
            DurableFile.write(folder.resolve(page.getFileName()), RegularFile.bytes(page));
        }
    }

    /** Where an experiment is, or would be. */
    public Path place(Experiment experiment) {
        int last = experiment.variants().size() - 1;
        Integer scored = experiment.scored();
        return files.place(
                experiment.machine(),
                revision(experiment.id(), experiment.variants().get(Objects.requireNonNullElse(scored, last))),
                experiment.id());
    }

    private Revision revision(String id, Variant variant) {
        Revision revision = variant.revision();
        if (revision == null) {
            throw new BadInputException(
                    "comparison " + id + " is not of commits, so it has no place in " + files.folder());
        }
        return revision;
    }

    /**
     * The files of each machine that have scores, by its key, oldest commit first, and two of one commit in the order of their beginning.
     *
     * @throws IOException if the folder cannot be read
     */
    public SortedMap<String, List<Path>> files() throws IOException {
        return only(files.all(), RecordHead::scores);
    }

    private static SortedMap<String, List<Path>> only(SortedMap<String, List<Path>> all, Predicate<RecordHead> wanted) {
        SortedMap<String, List<Path>> some = new TreeMap<>();
        all.forEach((machine, ofMachine) -> {
            List<Path> chosen = ofMachine.stream()
                    .filter(file -> wanted.test(RecordHead.of(file)))
                    .toList();
            if (!chosen.isEmpty()) {
                some.put(machine, chosen);
            }
        });
        return some;
    }

    /** The files of each machine that have ratios, in the order of those that are measured. */
    private SortedMap<String, List<Path>> comparisons() throws IOException {
        SortedMap<String, List<Path>> all = only(files.all(), RecordHead::ratios);
        if (earlier != null) {
            earlier.all()
                    .forEach((machine, ofMachine) -> all.merge(
                            machine,
                            ofMachine,
                            (ours, theirs) -> Stream.concat(ours.stream(), theirs.stream())
                                    .sorted(Comparator.comparing(Path::getFileName))
                                    .toList()));
        }
        return all;
    }

    /**
     * The scores of a file of this archive, without secondary results.
     *
     * @throws BadInputException if the file has none, or is one of another machine than its folder says
     * @throws IOException if it cannot be read
     */
    public Run read(Path file) throws IOException {
        return inItsPlace(file, RunScores.read(file));
    }

    /**
     * The same with secondary results.
     *
     * @throws BadInputException if the file has none, or is one of another machine than its folder says
     * @throws IOException if it cannot be read
     */
    public Run readWithMetrics(Path file) throws IOException {
        return inItsPlace(file, RunScores.readWithMetrics(file));
    }

    private Run inItsPlace(Path file, Run run) {
        files.checkPlace(file, run.machine(), run.revision(), run.id());
        return run;
    }

    /**
     * The newest scores of each machine as they were recorded, with times.
     *
     * @param unreadable told of each that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Run> newestWhole(Consumer<String> unreadable) throws IOException {
        List<Run> newest = new ArrayList<>();
        for (List<Path> ofMachine : files().values()) {
            ReadAhead.forEach(last(ofMachine), file -> RecordFile.scores(file, Json.COMPACT), newest::add, unreadable);
        }
        return newest;
    }

    private static List<Path> last(List<Path> ofMachine) {
        return ofMachine.subList(Math.max(0, ofMachine.size() - NEWEST), ofMachine.size());
    }

    /** What lies in the archive's folders and belongs to no machine, each with what to do. */
    public List<String> misplaced() throws IOException {
        List<String> misplaced = new ArrayList<>(files.misplaced());
        if (earlier != null) {
            misplaced.addAll(earlier.misplaced());
        }
        return misplaced;
    }

    /**
     * The scores of a machine's newest commits, those that may stand beside the newest of all: of its preset and its jar.
     *
     * @param ofMachine its files, oldest commit first
     * @param commits of how many commits
     * @param unreadable told of each file that was met and cannot be read
     * @return oldest commit first, without secondary results
     */
    public List<Run> newest(List<Path> ofMachine, int commits, Consumer<String> unreadable) {
        Deque<Run> newest = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (int i = ofMachine.size() - 1; i >= 0; i--) {
            ReadAhead.Outcome<Run> outcome = ReadAhead.Outcome.of(ofMachine.get(i), this::read);
            Run run = outcome.value();
            if (run == null) {
                unreadable.accept(outcome.problem());
            } else if (newest.isEmpty() || newest.getLast().sameKind(run)) {
                seen.add(run.revision().commit());
                if (seen.size() > commits) {
                    break;
                }
                newest.addFirst(run);
            }
        }
        return List.copyOf(newest);
    }

    /**
     * Reads all ratios, without secondary results and times: machine by machine, in the order of the measured commit, then of their
     * beginning.
     *
     * @param unreadable told of each file that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public void forEachComparison(Consumer<Comparison> action, Consumer<String> unreadable) throws IOException {
        misplaced().forEach(unreadable);
        for (List<Path> ofMachine : comparisons().values()) {
            ReadAhead.forEach(
                    ofMachine,
                    file -> ratios(file, ForkScores.MAPPER),
                    comparison -> comparison.ifPresent(action),
                    unreadable);
        }
    }

    /**
     * The newest ratios of each machine as they were recorded, with times.
     *
     * @param unreadable told of each file that cannot be read; the others are read all the same
     * @throws IOException if the folder cannot be read
     */
    public List<Comparison> newestComparisons(Consumer<String> unreadable) throws IOException {
        List<Comparison> newest = new ArrayList<>();
        for (List<Path> ofMachine : comparisons().values()) {
            ReadAhead.forEach(
                    last(ofMachine),
                    file -> RecordFile.ratios(file, Json.COMPACT),
                    comparison -> comparison.ifPresent(newest::add),
                    unreadable);
        }
        return newest;
    }

    /**
     * Ratios with all that was recorded, for their report; empty where they are not where they would be written.
     *
     * @param head the commit that is measured
     * @throws IOException if they cannot be read
     */
    public Optional<Comparison> find(Machine machine, Revision head, String id) throws IOException {
        for (ArchiveFiles folder : earlier == null ? List.of(files) : List.of(files, earlier)) {
            Path file = folder.place(machine, head, id);
            if (Files.exists(file)) {
                return ratios(file, Json.COMPACT);
            }
        }
        return Optional.empty();
    }

    /**
     * The flame graphs of what got slower in a comparison, by the numbers of its rows, from 1; none where none were published.
     *
     * @param head the commit that is measured
     * @throws IOException if their folder cannot be read
     */
    public Map<Integer, Path> differences(Machine machine, Revision head, String id) throws IOException {
        return FlameGraphFiles.differences(FlameGraphFiles.folder(files.place(machine, head, id)));
    }

    private Optional<Comparison> ratios(Path file, JsonMapper mapper) throws IOException {
        Optional<Comparison> comparison = RecordFile.ratios(file, mapper);
        comparison.ifPresent(known -> {
            List<Variant> variants = known.variants();
            (earlier != null && file.startsWith(earlier.folder()) ? earlier : files)
                    .checkPlace(
                            file, known.machine(), revision(known.id(), variants.get(variants.size() - 1)), known.id());
        });
        return comparison;
    }
}
