package dev.labcoat.results.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A setting of the kernel that disturbs measurements, and can be changed and changed back while the machine runs.
 *
 * @param name what people call it
 * @param files where it is read and written, one for each CPU or one for all
 * @param found what it is now
 * @param wanted what it should be; nothing is wrong with any of them
 * @param why what is wrong with the others
 */
public record KernelSetting(String name, List<Path> files, String found, List<String> wanted, String why) {

    /** One of several words is in force that stands in brackets. */
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\S+)]");

    public KernelSetting {
        files = List.copyOf(files);
        wanted = List.copyOf(wanted);
    }

    /**
     * Those that this machine has.
     *
     * @param sys where sysfs is, {@code /sys}
     * @throws IOException if it cannot be read
     */
    public static List<KernelSetting> in(Path sys) throws IOException {
        List<KernelSetting> settings = new ArrayList<>();
        List<Path> governors = new ArrayList<>();
        Path cpus = sys.resolve("devices/system/cpu");
        if (Files.isDirectory(cpus)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(cpus, "cpu[0-9]*")) {
                for (Path folder : folders) {
                    governors.add(folder.resolve("cpufreq/scaling_governor"));
                }
            }
        }
        governors.removeIf(file -> !Files.isReadable(file));
        governors.sort(null);
        add(settings, "governor", governors, List.of("performance"), "the clock follows the load");
        add(
                settings,
                "huge pages",
                List.of(sys.resolve("kernel/mm/transparent_hugepage/enabled")),
                List.of("madvise", "never"),
                "the kernel moves memory together while a server is measured");
        return settings;
    }

    private static void add(
            List<KernelSetting> settings, String name, List<Path> files, List<String> wanted, String why)
            throws IOException {
        if (files.isEmpty() || !Files.isReadable(files.get(0))) {
            return;
        }
        String text = Files.readString(files.get(0)).strip();
        Matcher chosen = CHOSEN.matcher(text);
        settings.add(new KernelSetting(name, files, chosen.find() ? chosen.group(1) : text, wanted, why));
    }

    /** Whether nothing is wrong with it. */
    public boolean good() {
        return wanted.contains(found);
    }

    /**
     * Changes it to what is wanted.
     *
     * @throws IOException if this user may not
     */
    public void change() throws IOException {
        for (Path file : files) {
            Files.writeString(file, wanted.get(0));
        }
    }

    /** The command that changes it. */
    public String command() {
        return command(wanted.get(0));
    }

    /** The command that changes it back to what was found. */
    public String undo() {
        return command(found);
    }

    private String command(String value) {
        return "echo " + value + " | sudo tee "
                + files.stream().map(Path::toString).collect(Collectors.joining(" "));
    }
}
