package dev.labcoat.results.publish.site;

import dev.labcoat.results.files.DurableFile;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.history.ReadAhead;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Json;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.publish.report.SelfCheckText;
import dev.labcoat.results.publish.text.ProductionBeside;
import dev.labcoat.results.publish.text.StackSide;
import dev.labcoat.results.trend.MachineNights;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The site in a folder: pages, and data of each machine apart. What is there already is brought up to date. */
public final class Site {

    private static final String OURS = "dev/labcoat/results/site/";
    private static final String CHART = "chart.html";
    private static final String CHART_LIBRARY = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private final Path folder;
    private final String project;
    private final CommitLinks links;

    /**
     * A site.
     *
     * @param folder where, which need not be there yet
     * @param project whose benchmarks it shows
     * @param links where its commits can be seen
     */
    public Site(Path folder, String project, CommitLinks links) {
        this.folder = folder;
        this.project = project;
        this.links = links;
    }

    /** The page to open first. */
    public Path firstPage() {
        return folder.resolve("index.html");
    }

    /**
     * Shows these runs, and what the nights say.
     *
     * @param runs the files of each machine by its key, oldest commit first
     * @param source reads them
     * @param nights of each machine
     * @param sources what stands behind their changes
     * @return what could not be read, and why; the others are shown all the same
     * @throws IOException if the folder cannot be written
     * @throws BadInputException if it holds something else than a site
     */
    public List<String> update(
            SortedMap<String, List<Path>> runs,
            ReadAhead.Reader<Run> source,
            List<MachineNights> nights,
            ChangeSources sources)
            throws IOException {
        checkThatItIsOurs();
        writePrograms();
        Path data = Files.createDirectories(folder.resolve("data"));
        Map<String, MachineNights> byMachine = nights.stream()
                .collect(Collectors.toMap(ofMachine -> ofMachine.machine().key(), ofMachine -> ofMachine));
        SortedSet<String> machines = new TreeSet<>(runs.keySet());
        machines.addAll(byMachine.keySet());
        deleteMachinesBut(machines, data);
        List<String> unreadable = new ArrayList<>();
        List<MachineSection> sections = new ArrayList<>();
        Map<String, Catalog> catalogs = new HashMap<>();
        Map<String, Charts> charts = new HashMap<>();
        List<StackSide> sides = new ArrayList<>();
        for (String machine : machines) {
            Path machineFolder = data.resolve(machine);
            MachineFolder.State state =
                    new MachineFolder(machineFolder, links).update(runs.getOrDefault(machine, List.of()), source);
            MachineNights ofMachine = byMachine.get(machine);
            new NightScripts(machineFolder, sources, links).write(ofMachine);
            unreadable.addAll(state.unreadable());
            state.tracks().forEach(track -> catalogs.put(machine + "/" + track.name(), Catalog.of(track, links)));
            state.tracks().forEach(track -> sides.addAll(track.sides()));
            Charts ofTracks = new Charts(machine, state.tracks());
            charts.put(machine, ofTracks);
            MachineSection.of(ofTracks, ofMachine, links).ifPresent(sections::add);
        }
        sections.sort(Comparator.comparing(MachineSection::newest).reversed());
        List<String> folders = sections.stream()
                .flatMap(machine -> machine.tracks().stream())
                .map(Section::folder)
                .toList();
        Index index = Index.of(folders, catalogs);
        DurableFile.write(data.resolve("index.js"), ScriptLog.call("index", Json.COMPACT.writeValueAsString(index)));
        DurableFile.write(folder.resolve("self-checks.csv"), SelfCheckText.csv(nights));
        DurableFile.write(folder.resolve("feed.xml"), Feed.xml(project, nights, charts));
        DurableFile.write(
                firstPage(),
                FrontPage.html(
                        project,
                        sections,
                        ProductionBeside.of(sides),
                        index.benchmarks().size()));
        return unreadable;
    }

    /**
     * Deletes what it was made of, so that the next update makes it anew.
     *
     * @throws IOException if it cannot be deleted
     * @throws BadInputException if its folder holds something else
     */
    public void forget() throws IOException {
        checkThatItIsOurs();
        FolderTree.delete(folder.resolve("data"));
    }

    /**
     * Checks that nothing but a site can be lost.
     *
     * @throws IOException if the folder cannot be read
     * @throws BadInputException if it holds something else
     */
    public void checkThatItIsOurs() throws IOException {
        if (!isOurs()) {
            throw new BadInputException(
                    folder + " holds something else than a site: choose a folder of its own with --out");
        }
    }

    /** Whether nothing can be lost: what is in the folder is deleted when it is out of date. */
    private boolean isOurs() throws IOException {
        if (Files.notExists(folder) || Files.exists(folder.resolve(CHART))) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            // Such as that of a lock.
            return files.allMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }

    private static void deleteMachinesBut(Set<String> kept, Path data) throws IOException {
        try (Stream<Path> machines = Files.list(data)) {
            for (Path machine : machines.filter(Files::isDirectory).toList()) {
                if (!kept.contains(machine.getFileName().toString())) {
                    FolderTree.delete(machine);
                }
            }
        }
    }

    private void writePrograms() throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of(
                CHART, "chart.js", "rounds.js", "commits.html", "commits.js", "front.js", "common.js", "site.css")) {
            copy(OURS + name, name);
        }
        Properties coordinates = new Properties();
        try (InputStream in = open(CHART_LIBRARY)) {
            coordinates.load(in);
        }
        String library = "META-INF/resources/webjars/uplot/" + coordinates.getProperty("version") + "/";
        copy(library + "dist/uPlot.iife.min.js", "uPlot.js");
        copy(library + "dist/uPlot.min.css", "uPlot.css");
        copy(library + "LICENSE", "uPlot-LICENSE.txt");
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream in = open(resource)) {
            DurableFile.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Site.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException(resource + " is missing from the program's jar");
        }
        return in;
    }
}
