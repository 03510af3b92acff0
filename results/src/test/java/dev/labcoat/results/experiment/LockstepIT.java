package dev.labcoat.results.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Direction;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Lockstep of real forks, of a jar that knows nothing of it. */
@Timeout(300)
class LockstepIT {

    private static final String CALIBRATION = "dev.labcoat.benchmarks.calibration.";
    private static final Lockstep.Patience SHORT = new Lockstep.Patience(Duration.ofSeconds(30), Duration.ofSeconds(3));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Lockstep.Side side(String benchmark, String param, String value) throws IOException {
        Path root = Path.of(System.getProperty("labcoat.root", ".."));
        JmhJar jar = JmhJar.open(root.resolve("benchmarks/target/benchmarks-calibration.jar"));
        Subject subject = new Subject(
                new Variant(value, "calibration", jar.hash(), null, "17", "/jdk", List.of()), jar, Jvm.current());
        return new Lockstep.Side(
                subject, new CellId(CALIBRATION + benchmark, new TreeMap<>(Map.of(param, value)), "avgt", 1));
    }

    private Lockstep lockstep() throws IOException {
        return new Lockstep(Preset.SMOKE.lockstep(), SHORT, folder, Duration.ofHours(1));
    }

    @Test
    void everyForkHasAsManySlicesAndTheWorkIsSeen() throws Exception {
        List<Lockstep.Side> sides = List.of(
                side("SpinBenchmark.spin", "tokens", "2000"),
                side("SpinBenchmark.spin", "tokens", "20000"),
                side("SpinBenchmark.spin", "tokens", "200000"));

        List<Fork> forks;
        try (Lockstep lockstep = lockstep()) {
            forks = lockstep.run(1, sides, 2);
        }

        int slices = Preset.SMOKE.lockstep().iterations();
        assertThat(forks)
                .hasSize(3)
                .allSatisfy(fork -> assertThat(fork.scores()).hasSize(slices));
        assertThat(forks.get(1).score(Direction.LOWER_IS_BETTER))
                .isGreaterThan(2 * forks.get(0).score(Direction.LOWER_IS_BETTER));
        assertThat(forks.get(2).score(Direction.LOWER_IS_BETTER))
                .isGreaterThan(2 * forks.get(1).score(Direction.LOWER_IS_BETTER));
    }

    @Test
    void whatARowLoadsIsLoggedOnce() throws Exception {
        List<Lockstep.Side> sides =
                List.of(side("SpinBenchmark.spin", "tokens", "2000"), side("SpinBenchmark.spin", "tokens", "20000"));
        LoadedClasses loaded = LoadedClasses.in(folder);

        try (Lockstep lockstep =
                new Lockstep(Preset.SMOKE.lockstep(), SHORT, folder.resolve("forks"), Duration.ofHours(1), loaded)) {
            lockstep.run(1, sides, 0);
            assertThat(loaded.of(sides.get(0).cell()).orElseThrow())
                    .contains(CALIBRATION + "SpinBenchmark")
                    .noneMatch(name -> name.startsWith("java."));
            loaded.keep(sides.get(0).cell(), Set.of("acme.Kept"));
            lockstep.run(2, sides, 0);
        }

        assertThat(loaded.of(sides.get(0).cell())).hasValue(Set.of("acme.Kept"));
        try (Stream<Path> files = Files.list(folder.resolve("forks"))) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".classes"));
        }
    }

    @Test
    void aForkThatCannotRunHereIsSkippedWithItsReason() throws Exception {
        Lockstep.Side side = side("FaultyBenchmark.spin", "fault", "NOT_HERE");

        assertThatThrownBy(() -> {
                    try (Lockstep lockstep = lockstep()) {
                        lockstep.run(1, List.of(side("FaultyBenchmark.spin", "fault", "NONE"), side), 0);
                    }
                })
                .isInstanceOfSatisfying(Lockstep.BrokenGroupException.class, broken -> {
                    assertThat(broken.side()).hasValue(1);
                    assertThat(broken.wasSkipped()).isTrue();
                    assertThat(broken.failed().failed()).isFalse();
                    assertThat(broken.failed().error()).isEqualTo("it needs a machine of another kind");
                });
    }

    @ParameterizedTest
    @CsvSource({"EXCEPTION, it went wrong on purpose", "CRASH, the forked JVM ended with status 3", "HANG, hung for 3 s"
    })
    void aForkThatGoesWrongVoidsItsGroupAndIsNamed(String fault, String reason) throws IOException {
        List<Lockstep.Side> sides =
                List.of(side("FaultyBenchmark.spin", "fault", "NONE"), side("FaultyBenchmark.spin", "fault", fault));

        assertThatThrownBy(() -> {
                    try (Lockstep lockstep = lockstep()) {
                        lockstep.run(1, sides, 0);
                    }
                })
                .isInstanceOfSatisfying(Lockstep.BrokenGroupException.class, e -> {
                    assertThat(e.getMessage()).startsWith(fault + ": ").contains(reason);
                    assertThat(e.mayBe(1)).isTrue();
                    assertThat(e.mayBe(0)).isFalse();
                });
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains(folder.toString())))
                .isEmpty();
    }

    /** Ctrl-C, or what ends a service, may reach a fork before it reaches the program. */
    @Test
    void aForkThatIsEndedAsTheUserStopsHasNotFailed() throws Exception {
        List<Lockstep.Side> sides = List.of(side("SpinBenchmark.spin", "tokens", "2000"));
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Lockstep lockstep = lockstep()) {
            Future<List<Fork>> round = executor.submit(() -> lockstep.run(1, sides, 0));
            ProcessHandle fork = null;
            while (fork == null) {
                Thread.sleep(5);
                fork = ProcessHandle.current()
                        .descendants()
                        .filter(process -> Victim.line(process).contains(folder.toString()))
                        .filter(process -> Victim.line(process).contains("org.openjdk.jmh.runner.ForkedMain"))
                        .findFirst()
                        .orElse(null);
            }
            assertThat(fork.destroy()).isTrue();
            fork.onExit().get(120, TimeUnit.SECONDS);
            executor.shutdownNow();

            assertThatThrownBy(() -> round.get(120, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
        } finally {
            executor.shutdownNow();
        }
    }

    /** Whom a user, or the system when it is short of memory, may kill while a slice is measured. */
    private enum Victim {
        COORDINATOR {
            @Override
            boolean is(ProcessHandle process, Process coordinator) {
                // Its command line may be too long to be told.
                return process.pid() == coordinator.pid();
            }
        },
        FREEZER {
            @Override
            boolean is(ProcessHandle process, Process coordinator) {
                return line(process).endsWith(" freeze");
            }
        },
        WAITING_FORK {
            @Override
            boolean is(ProcessHandle process, Process coordinator) {
                return line(process).contains("org.openjdk.jmh.runner.ForkedMain") && isStopped(process);
            }
        };

        abstract boolean is(ProcessHandle process, Process coordinator);

        static String line(ProcessHandle process) {
            return process.info().commandLine().orElse("");
        }
    }

    private static boolean isStopped(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.startsWith("T", stat.lastIndexOf(')') + 2);
        } catch (IOException endedSinceItWasListed) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingStaysStoppedOrAliveWhoeverIsKilled(Victim victim) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "tells the state of processes by /proc");
        Path log = folder.resolve("coordinator.log");
        Process coordinator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dlabcoat.root=" + System.getProperty("labcoat.root", ".."),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockstepMain.class.getName(),
                        folder.resolve("group").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        List<ProcessHandle> all = List.of();
        while (all.stream().noneMatch(LockstepIT::isStopped)) {
            assertThat(coordinator.isAlive()).as(Files.readString(log)).isTrue();
            Thread.sleep(5);
            all = coordinator.descendants().toList();
        }
        Stream.concat(Stream.of(coordinator.toHandle()), all.stream())
                .filter(process -> victim.is(process, coordinator))
                .findFirst()
                .orElseThrow()
                .destroyForcibly();

        for (ProcessHandle process : all) {
            process.onExit().get(120, TimeUnit.SECONDS);
        }
        coordinator.onExit().get(120, TimeUnit.SECONDS);
        if (victim != Victim.COORDINATOR) {
            assertThat(log).content().contains(victim == Victim.FREEZER ? "is gone" : "2000: ");
        }
        try (Stream<Path> files = Files.list(folder.resolve("group"))) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    @Test
    void aForkAloneHasSlicesAndOperationsToo() throws Exception {
        List<Fork> forks;
        try (Lockstep lockstep = lockstep()) {
            forks = lockstep.run(1, List.of(side("SpinBenchmark.spin", "tokens", "2000")), 0);
        }

        Fork fork = forks.get(0);
        assertThat(fork.scores()).hasSize(Preset.SMOKE.lockstep().iterations());
        assertThat(fork.operations()).hasSameSizeAs(fork.scores()).allMatch(count -> count > 0);
        assertThat(fork.warmUpSeconds()).isPositive();
    }
}
