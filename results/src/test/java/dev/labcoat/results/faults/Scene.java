package dev.labcoat.results.faults;

import dev.labcoat.results.Nights;
import dev.labcoat.results.Samples;
import dev.labcoat.results.cli.Said;
import dev.labcoat.results.files.FolderTree;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.history.Archive;
import dev.labcoat.results.history.ExperimentStore;
import dev.labcoat.results.model.Experiment;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small project in a folder: a repository with two commits, a recorded run, a JMH result file, and what nights have published, a
 * change among it. Commands that write are tried in it.
 *
 * @param folder where it is
 * @param slower the commit that made a benchmark slower
 */
record Scene(Path folder, Revision slower) {

    static final String HOME = "labcoat.home";

    private static final int COMMITS = 12;
    private static final int SLOWER = 6;
    private static final String FAST = "fast.jar";
    private static final String SLOW = "slow.jar";

    /** Where a jar of benchmarks is that measure in no time. */
    private static final Path JAR = Path.of(
                    System.getProperty("labcoat.root", ".."), "benchmarks/target/benchmarks-calibration.jar")
            .toAbsolutePath()
            .normalize();

    /** Sets the scene in an empty folder. */
    static Scene in(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("labcoat.yaml"), "build: cp \"$(cat jar)\" built.jar\njar: built.jar\n");
        List<Revision> commits = new ArrayList<>();
        for (int number = 0; number < COMMITS; number++) {
            Path jar = folder.resolve(number < SLOWER ? FAST : SLOW);
            Files.writeString(home.resolve("jar"), jar.toString());
            commits.add(commit(home, number));
        }
        Scene scene = new Scene(folder, commits.get(SLOWER));
        ExperimentStore store = new ExperimentStore(scene.local());
        store.create(Experiment.of(Samples.parent())).finish(Samples.ENVIRONMENT, 0);
        store.create(Experiment.of(Samples.head())).finish(Samples.ENVIRONMENT, 0);
        Archive archive = new Archive(scene.published().resolve("history"));
        archive.publish(Experiment.of(Samples.parent()));
        Archive nights = new Archive(scene.published().resolve("history"));
        for (int number = 1; number < COMMITS; number++) {
            double slower = (number < SLOWER ? 0 : 0.05) + 0.001 * (number % 3);
            nights.publish(Experiment.of(
                    Nights.comparison(commits.get(0), commits.get(number), slower, Verdict.INCONCLUSIVE)));
        }
        Files.writeString(scene.published().resolve("anchor"), commits.get(0).commit() + "\n");
        try (InputStream in = Scene.class.getResourceAsStream("/jmh/throughput.json")) {
            Files.copy(Objects.requireNonNull(in), scene.jmhResult());
        }
        return scene;
    }

    /** Makes the jars that commits are built of, for commands that measure. */
    void makeJars() throws IOException {
        makeJar(folder.resolve(FAST), 2_000);
        makeJar(folder.resolve(SLOW), 40_000);
    }

    /** The jar of benchmarks, of which one does so much work. */
    private static void makeJar(Path jar, int tokens) throws IOException {
        Files.copy(JAR, jar, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Files.writeString(
                    content.getPath("dev/labcoat/benchmarks/calibration/tokens.txt"), Integer.toString(tokens));
        }
    }

    /** Commits a change, the day that is the number after those before. */
    static Revision commit(Path repository, int number) throws IOException {
        Files.writeString(repository.resolve("number"), Integer.toString(number));
        String date = Samples.COMMITTED.plus(Duration.ofDays(number)).toString();
        git(repository, date, "init", "-q");
        git(repository, date, "add", "-A");
        git(
                repository,
                date,
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@localhost",
                "commit",
                "-q",
                "-m",
                "change " + number);
        return new GitRepository(repository).commit("HEAD");
    }

    private static void git(Path repository, String date, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GIT_COMMITTER_DATE", date);
        Process git = builder.start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
    }

    Path home() {
        return folder.resolve("home");
    }

    Path local() {
        return folder.resolve("local");
    }

    Path published() {
        return folder.resolve("published");
    }

    Path imported() {
        return folder.resolve("imported");
    }

    Path measured() {
        return folder.resolve("measured");
    }

    Path nights() {
        return folder.resolve("nights");
    }

    Path jmhResult() {
        return folder.resolve("jmh.json");
    }

    /** Commands that write, each with what it makes. */
    enum Command {
        IMPORT {
            @Override
            List<String> in(Scene scene) {
                return List.of("import", scene.jmhResult().toString(), "--commit=x", "--results=" + scene.imported());
            }

            @Override
            List<Path> made(Scene scene) {
                return List.of(scene.imported());
            }
        },
        PUBLISH {
            @Override
            List<String> in(Scene scene) {
                return List.of("publish", "--results=" + scene.local(), "--published=" + scene.published());
            }

            @Override
            List<Path> made(Scene scene) {
                return List.of(new Archive(scene.published().resolve("history")).place(Experiment.of(Samples.head())));
            }
        },
        SITE {
            @Override
            List<String> in(Scene scene) {
                return List.of("site", "--published=" + scene.published());
            }

            @Override
            List<Path> made(Scene scene) {
                return List.of(scene.published().resolve("site"));
            }
        },
        REBUILD {
            @Override
            List<String> in(Scene scene) {
                return List.of("rebuild", "--published=" + scene.published());
            }

            @Override
            List<Path> made(Scene scene) {
                return List.of(
                        scene.published().resolve("site"), scene.published().resolve("README.md"));
            }
        },
        ACCEPT {
            @Override
            List<String> in(Scene scene) {
                return List.of(
                        "accept", scene.slower().commit(), Nights.ROW.toString(), "--published=" + scene.published());
            }

            @Override
            List<Path> made(Scene scene) {
                return List.of(
                        scene.published().resolve("accepted.txt"),
                        scene.published().resolve("README.md"));
            }
        },
        RUN {
            @Override
            List<String> in(Scene scene) {
                return List.of(
                        "run",
                        "SpinBenchmark",
                        "SpinServer",
                        "--jar=" + JAR,
                        "-p",
                        "tokens=1000,2000",
                        "--preset=smoke",
                        "--commit=x",
                        "--results=" + scene.measured());
            }

            @Override
            List<String> goingOn(Scene scene) {
                return List.of("run", "--resume", "--jar=" + JAR, "--commit=x", "--results=" + scene.measured());
            }
        },
        COMPARE {
            @Override
            List<String> in(Scene scene) {
                return List.of(
                        "compare",
                        "--jar=" + JAR,
                        "--rows=SpinBenchmark",
                        "--vary=tokens=1000,2000",
                        "--preset=smoke",
                        "--budget=30s",
                        "--results=" + scene.measured());
            }

            @Override
            List<String> goingOn(Scene scene) {
                List<String> typed = new ArrayList<>(in(scene));
                typed.add("--resume");
                return typed;
            }
        },
        BISECT {
            @Override
            List<String> in(Scene scene) {
                return List.of(
                        "bisect",
                        scene.slower().commit() + "~2",
                        scene.slower().commit(),
                        "JarBenchmark",
                        "--preset=smoke",
                        "--budget=30s",
                        "--results=" + scene.measured());
            }
        },
        NIGHTLY {
            @Override
            List<String> in(Scene scene) {
                return List.of(
                        "nightly",
                        "JarBenchmark",
                        "--preset=smoke",
                        "--budget=60s",
                        "--results=" + scene.measured(),
                        "--published=" + scene.nights());
            }

            @Override
            List<Path> made(Scene scene) {
                return List.of(scene.measured(), scene.nights());
            }
        };

        /** What is typed. */
        abstract List<String> in(Scene scene);

        /** What is typed to go on where it was stopped. */
        List<String> goingOn(Scene scene) {
            return in(scene);
        }

        /** The files and folders that it makes: what it measured, unless it says something else. */
        List<Path> made(Scene scene) {
            return List.of(scene.measured());
        }

        /** Whether it measures, so that it is not the same each time. */
        boolean measures() {
            return compareTo(RUN) >= 0;
        }

        /** Deletes what it made. */
        void undo(Scene scene) throws IOException {
            for (Path made : made(scene)) {
                FolderTree.delete(made);
            }
        }
    }

    /** Runs a command in this JVM. */
    Said run(List<String> command) {
        System.setProperty(HOME, home().toString());
        return Outcome.of(command);
    }

    /** The files that a command has made, with what is in them but for times. */
    String made(Command command) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path root : command.made(this)) {
            texts.putAll(files(root));
        }
        return texts.toString();
    }

    /** All that was recorded before. */
    String recorded() throws IOException {
        Map<String, String> texts = new TreeMap<>(files(local()));
        texts.putAll(files(published().resolve("history").resolve(Samples.MACHINE.key())));
        texts.putAll(files(published().resolve("comparisons")));
        texts.putAll(files(published().resolve("anchor")));
        texts.remove(new Archive(published().resolve("history"))
                .place(Experiment.of(Samples.head()))
                .toString());
        return texts.toString();
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.endsWith(".lock")) {
                        // An import's id and time are those of the import.
                        texts.put(
                                file.toString().replaceAll("\\d{8}T\\d{6}Z-x", "ID"),
                                Files.readString(file)
                                        .replaceAll("\\d{8}T\\d{6}Z-x", "ID")
                                        .replaceAll("\"crc32c\":\"[0-9a-f]+\"", "CHECKSUM")
                                        .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME"));
                    }
                }
            }
        }
        return texts;
    }
}
