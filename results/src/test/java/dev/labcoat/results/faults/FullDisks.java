package dev.labcoat.results.faults;

import dev.labcoat.results.cli.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets a disk run full in the middle of commands, a little later each time: what was recorded before must still be there, one line
 * must name a path on that disk, and the same command must succeed as soon as there is room.
 */
final class FullDisks {

    private static final long MIB = 1 << 20;
    private static final long DISK = 64 * MIB;
    private static final int FORKS = 8;

    private final Path disk;
    private final Scene scene;
    private final Path ballast;

    private FullDisks(Path disk) throws IOException {
        this.disk = disk;
        this.scene = Scene.in(Files.createDirectory(disk.resolve("scene")));
        this.ballast = disk.resolve("ballast");
    }

    /**
     * Fills a disk of its own, for which this process must be allowed to mount one: {@code unshare -m} as root, else {@code unshare
     * -rm}.
     *
     * @param count how many times for each command; of those that start forks, {@value #FORKS} at the most
     */
    static Tally run(int count) throws IOException {
        Path disk = Files.createTempDirectory("disk-");
        mount("mount", "-t", "tmpfs", "-o", "size=" + DISK, "labcoat", disk.toString());
        try {
            return new FullDisks(disk).tally(count);
        } finally {
            mount("umount", "-l", disk.toString());
            Files.delete(disk);
        }
    }

    private static void mount(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("this process may not mount: start it with unshare -rm");
        }
    }

    private Tally tally(int count) throws IOException {
        Tally tally = new Tally("full disks");
        for (Scene.Command command : Scene.Command.values()) {
            int levels = command.measures() ? Math.min(FORKS, count / 10) : count;
            if (levels > 0 && command.measures()) {
                scene.makeJars();
            }
            long room = free();
            if (levels > 0) {
                Said said = scene.run(command.in(scene));
                if (!Outcome.isDone(said)) {
                    throw new IOException(command + ": " + said.err() + said.out());
                }
            }
            long needed = room - free() + 4096;
            command.undo(scene);
            for (int level = 0; level < levels; level++) {
                long left = needed * level / levels;
                tally.add(command.name().toLowerCase(Locale.ROOT), filled(command, left));
            }
        }
        return tally;
    }

    private long free() throws IOException {
        return Files.getFileStore(disk).getUsableSpace();
    }

    private List<String> filled(Scene.Command command, long left) throws IOException {
        String before = scene.recorded();
        List<String> typed = command.in(scene);
        long full = Math.max(0, free() - left);
        try (var out = Files.newOutputStream(ballast)) {
            byte[] page = new byte[4096];
            for (long written = 0; written < full; written += page.length) {
                out.write(page);
            }
        } catch (IOException e) {
            // A page or two are needed for the file itself.
        }
        List<String> wrong = new ArrayList<>();
        Said said = scene.run(typed);
        wrong.addAll(Outcome.wrong(typed, said));
        if (said.status() != 0 && said.err().lines().noneMatch(this::namesTheDisk)) {
            wrong.add("no line names the disk that is full: " + said.err());
        }
        if (said.out().contains("FAILED")) {
            wrong.add("a full disk counts as a fault of the benchmark: " + said.out());
        }
        if (!scene.recorded().equals(before)) {
            wrong.add("something that was recorded is lost");
        }
        Files.delete(ballast);
        Said again = scene.run(typed);
        if (!Outcome.isDone(again)) {
            wrong.add("does not succeed when there is room: " + again.err());
        }
        command.undo(scene);
        wrong.replaceAll(fault -> fault + " <- " + left + " bytes left");
        return wrong;
    }

    private boolean namesTheDisk(String line) {
        return line.contains(disk.toString()) && (line.contains("space") || line.contains("is left on its disk"));
    }
}
