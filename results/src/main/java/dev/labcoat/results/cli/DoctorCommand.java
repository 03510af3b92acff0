package dev.labcoat.results.cli;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.StackProgram;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.machine.KernelSetting;
import dev.labcoat.results.machine.OpenFiles;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.publish.text.Wrapped;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether this machine is fit to measure, and what would help. */
@Command(
        name = "doctor",
        description = "Says whether this machine is fit to measure, and what would help.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final long WATCH_MILLIS = 2_000;
    private static final double QUIET_SHARE = 0.05;
    private static final long ENOUGH_MEMORY = 2L << 30;
    private static final long ENOUGH_DISK = 1L << 30;

    private static final String OPEN_FILES = "open files";
    private static final Path SYS = Path.of("/sys");

    @Option(names = "--fix", description = "Change the settings that can safely be changed, and say how to undo that.")
    private boolean fix;

    @Mixin
    private Where where = new Where();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Machine machine = Host.machine();
        say(true, "machine", machine.key() + ", " + machine.kernel(), "");
        say(true, "JDK", Jvm.current().version() + " in " + Jvm.current().home(), "");
        checkGit();
        say(
                machine.logicalCpus() >= 2,
                "CPUs",
                Integer.toString(machine.logicalCpus()),
                "with one CPU, server and load client take it from each other");
        say(
                Host.has("taskset"),
                "pinning",
                Host.has("taskset") ? "taskset keeps server and client apart" : "no taskset",
                "install taskset (package util-linux), so that server and client have CPUs of their own");
        say(
                machine.limits().isEmpty(),
                // Not "container", which is the name of a mark.
                "CPU limit",
                machine.limits().isEmpty() ? "none" : machine.limits(),
                "a CPU limit stops the server in the middle of a measurement: lift it");
        checkKernel();
        checkOpenFiles();
        checkMemory();
        checkDisk();
        checkQuiet();
        checkStacks();
        return Labcoat.DONE;
    }

    private void checkKernel() throws IOException {
        for (KernelSetting setting : KernelSetting.in(SYS)) {
            if (fix && !setting.good()) {
                change(setting);
            } else {
                say(
                        setting.good(),
                        setting.name(),
                        setting.found(),
                        setting.why() + ": " + setting.command() + ", or doctor --fix as root");
            }
        }
    }

    private void change(KernelSetting setting) {
        try {
            setting.change();
            say(
                    "fixed",
                    setting.name(),
                    setting.found() + " -> " + setting.wanted().get(0) + "; to undo that: " + setting.undo());
        } catch (IOException e) {
            say(
                    false,
                    setting.name(),
                    setting.found(),
                    setting.why() + ", and you may not change it: " + setting.command());
        }
    }

    /** Those of the shell that this was called from: what is changed here would end with this process. */
    private void checkOpenFiles() throws IOException {
        Optional<OpenFiles> asked =
                OpenFiles.of(ProcessHandle.current().parent().orElse(ProcessHandle.current()));
        if (asked.isEmpty()) {
            return;
        }
        OpenFiles limit = asked.get();
        String refusal = "";
        if (fix && !limit.good()) {
            try {
                limit.raise();
                say(
                        "fixed",
                        OPEN_FILES,
                        limit.hard() + " -> " + OpenFiles.ENOUGH + " in the shell that this was called from, as long as"
                                + " it lasts; to undo that: " + limit.undo());
                return;
            } catch (IOException e) {
                refusal = "; it could not be raised: " + e.getMessage();
            }
        }
        say(
                limit.good(),
                OPEN_FILES,
                limit.hard(),
                "connections are files: raise the limit in this shell, before "
                        + Program.here().start() + ", with ulimit -n "
                        + OpenFiles.ENOUGH + ", or doctor --fix as root; it holds until you leave the shell" + refusal);
    }

    private void checkGit() {
        try {
            say(true, "commit", Where.git().head().label(), "");
        } catch (BadInputException e) {
            say(false, "commit", "unknown", e.getMessage());
        }
    }

    private void checkMemory() {
        Host.availableMemory()
                .ifPresent(bytes -> say(
                        bytes >= ENOUGH_MEMORY,
                        "memory",
                        bytes / (1 << 20) + " MiB free",
                        "a server that swaps measures the disk: close what is not needed"));
    }

    private void checkDisk() throws IOException {
        Path folder = where.results().toAbsolutePath();
        while (folder.getParent() != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        say(
                free >= ENOUGH_DISK && Files.isWritable(folder),
                "results",
                where.results() + ", " + free / (1 << 20) + " MiB free"
                        + (Files.isWritable(folder) ? "" : ", not writable"),
                "results could not be recorded: make room, or choose another folder with --results");
    }

    private void checkQuiet() throws InterruptedException {
        Host.CpuTicks before = Host.CpuTicks.now();
        Thread.sleep(WATCH_MILLIS);
        Host.CpuTicks after = Host.CpuTicks.now();
        double busy = after.busyShareSince(before);
        double steal = after.stealShareSince(before);
        say(
                busy < QUIET_SHARE,
                "other work",
                String.format(Locale.ROOT, "%.0f %% of the CPUs in the last 2 s", 100 * busy),
                "other processes take part in what is measured: stop them, or expect the mark 'disturbed'");
        say(
                steal < QUIET_SHARE,
                "steal",
                String.format(Locale.ROOT, "%.1f %%", 100 * steal),
                "the hypervisor gives this machine's time to others: use a dedicated one");
    }

    private void checkStacks() throws IOException {
        if (Files.notExists(Where.ownJar())) {
            return;
        }
        StackProgram program = new StackProgram(JmhJar.open(Where.ownJar()), Jvm.current(), List.of());
        String delay = program.delayMissing();
        say(delay.isEmpty(), "network", delay.isEmpty() ? "a stack can have one with a delay" : "no delay", delay);
        for (StackProgram.Installed stack : program.shipped()) {
            boolean there = stack.missing().isEmpty();
            say(
                    there,
                    "stack",
                    stack.name() + (there ? ", " + String.join(", ", stack.versions()) : ""),
                    "its rows are skipped: " + stack.missing());
        }
    }

    private void say(boolean good, String what, String found, String advice) {
        say(good ? "ok" : "WARN", what, found + (good ? "" : ": " + advice));
    }

    private void say(String verdict, String what, String words) {
        PrintWriter out = output.out();
        String line = String.format(Locale.ROOT, "%-5s %-11s %s", verdict, what, words);
        Wrapped.lines(line, Terminal.width(out), line.length() - words.length()).forEach(out::println);
        out.flush();
    }
}
