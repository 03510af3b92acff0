package dev.labcoat.results.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What makes two machines the same, as far as a result cares. Never the host's name or its clock speed of the moment.
 *
 * @param cpuModel as the system names it
 * @param logicalCpus CPUs that may be used; 0 where that is not known
 * @param memoryGib memory, rounded to GiB
 * @param architecture such as amd64
 * @param kernel the system's name and release; another one is a mark on the same machine's line, not another machine
 * @param limits the container's limits on CPU and memory; empty when there are none
 */
public record Machine(
        String cpuModel, int logicalCpus, long memoryGib, String architecture, String kernel, String limits) {

    public Machine {
        Check.present(cpuModel, "cpuModel");
        Check.present(architecture, "architecture");
        Check.present(kernel, "kernel");
        Check.present(limits, "limits");
    }

    /** Whether nothing is known of it but a name, as of a result file that was imported. */
    public boolean unknown() {
        return logicalCpus == 0;
    }

    /** What it is, on one line, without the system's release. */
    public String title() {
        if (unknown()) {
            return cpuModel + " (nothing else is known of this machine)";
        }
        return String.format(
                Locale.ROOT,
                "%s, %d CPUs, %d GiB, %s%s",
                cpuModel,
                logicalCpus,
                memoryGib,
                architecture,
                limits.isEmpty() ? "" : ", limited to " + limits);
    }

    /** What tells it from others: all but the kernel's release, which changes with each update. */
    private List<Object> identity() {
        return List.of(cpuModel, logicalCpus, memoryGib, architecture, limits);
    }

    /** Whether both are the same machine, of whatever kernel. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Machine machine && identity().equals(machine.identity());
    }

    @Override
    public int hashCode() {
        return identity().hashCode();
    }

    /** A short name of this machine, the same for the same machine, fit for a folder's name. */
    public String key() {
        return key(unknown() ? cpuModel + "-unknown" : numbered(), identity().toString());
    }

    /** Its names of old: folders that bear one of them are read, and not written to. */
    public List<String> olderKeys() {
        // It was another for each kernel, and of an unknown machine it had numbers.
        return List.of(key(numbered(), toString()), key(numbered(), identity().toString()));
    }

    private String numbered() {
        return String.format(Locale.ROOT, "%s-%dcpu-%dg-%s", cpuModel, logicalCpus, memoryGib, architecture);
    }

    private static String key(String name, String identity) {
        CRC32 crc = new CRC32();
        crc.update(identity.getBytes(StandardCharsets.UTF_8));
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return slug + "-" + String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
