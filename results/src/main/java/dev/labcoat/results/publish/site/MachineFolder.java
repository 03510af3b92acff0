package dev.labcoat.results.publish.site;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.files.RegularFile;
import dev.labcoat.results.history.Checksum;
import dev.labcoat.results.history.FlameGraphFiles;
import dev.labcoat.results.history.ReadAhead;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** The data of one machine on the site. New runs are added to what is there; when that does not fit, it is made anew. */
final class MachineFolder {

    /** To be raised when what is written changes. */
    private static final int LAYOUT = 5;

    private final Path folder;
    private final Path stateFile;
    private final CommitLinks links;

    MachineFolder(Path folder, CommitLinks links) {
        this.folder = folder;
        this.stateFile = folder.resolve("state.json");
        this.links = links;
    }

    /**
     * What the folder was made of.
     *
     * @param layout see {@link #LAYOUT}
     * @param files each file of the machine, with its size and the number of its flame graphs
     * @param unreadable of these, those that could not be read, and why
     * @param tracks what has to be known to go on
     */
    record State(int layout, List<String> files, List<String> unreadable, List<Track.State> tracks) {

        static final State NONE = new State(LAYOUT, List.of(), List.of(), List.of());

        State {
            files = List.copyOf(files);
            unreadable = List.copyOf(unreadable);
            tracks = List.copyOf(tracks);
        }

        /** Whether what is there now is what was there then, with nothing but newer runs behind it. */
        boolean isBeginningOf(List<String> now) {
            return files.size() <= now.size() && files.equals(now.subList(0, files.size()));
        }
    }

    /** A run, the scores of its cells, and its flame graphs. */
    private record Published(Run run, List<Score> scores, List<Path> flameGraphs) {

        static Published of(Path file, Run run) throws IOException {
            List<Score> scores = run.cells().stream()
                    .flatMap(cell -> Score.of(cell).stream())
                    .toList();
            return new Published(run, scores, FlameGraphFiles.of(file));
        }
    }

    /**
     * Brings the folder up to date.
     *
     * @param files the machine's runs, oldest commit first
     * @param source reads them
     */
    State update(List<Path> files, ReadAhead.Reader<Run> source) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            int flameGraphs = FlameGraphFiles.of(file).size();
            names.add(file.getFileName() + " " + size(file) + (flameGraphs == 0 ? "" : " " + flameGraphs));
        }
        State before = state();
        if (!before.isBeginningOf(names)) {
            before = State.NONE;
        }
        if (before.files().isEmpty()) {
            FolderTree.delete(folder);
        }
        Files.createDirectories(folder);
        // Whoever is killed from here on leaves no state, so that the next one begins anew.
        Files.deleteIfExists(stateFile);

        Map<String, Track> tracks = new LinkedHashMap<>();
        for (Track.State track : before.tracks()) {
            tracks.put(track.name(), new Track(folder.resolve(track.name()), track));
        }
        List<String> unreadable = new ArrayList<>();
        List<Path> added = files.subList(before.files().size(), files.size());
        ReadAhead.forEach(
                added,
                file -> Published.of(file, source.read(file)),
                read -> track(tracks, read.run()).add(read.run(), read.scores(), read.flameGraphs()),
                unreadable::add);
        List<Track.State> states = new ArrayList<>();
        for (Track track : tracks.values()) {
            states.add(track.finish(links));
        }
        State after = new State(LAYOUT, names, unreadable, states);
        DurableFile.write(stateFile, Checksum.addTo(Json.COMPACT.writeValueAsString(after)));
        return after;
    }

    /** Of what has no size, such as a link to nothing, reading will tell why. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private Track track(Map<String, Track> tracks, Run run) throws IOException {
        String name = Track.name(run);
        Track track = tracks.get(name);
        if (track == null) {
            track = new Track(folder.resolve(name));
            tracks.put(name, track);
        }
        return track;
    }

    private State state() throws IOException {
        if (Files.notExists(stateFile)) {
            return State.NONE;
        }
        try {
            byte[] json = RegularFile.bytes(stateFile);
            State state = Json.COMPACT.readValue(json, State.class);
            Checksum.check(stateFile, json);
            // What could not be read may be mended.
            return state != null
                            && state.layout() == LAYOUT
                            && state.unreadable().isEmpty()
                    ? state
                    : State.NONE;
        } catch (JacksonException | BadInputException e) {
            // Of another version of this program, or half written: what is derived from the runs can be derived again.
            return State.NONE;
        }
    }
}
