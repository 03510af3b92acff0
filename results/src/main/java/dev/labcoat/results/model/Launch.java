package dev.labcoat.results.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * With what JVM a cell was measured, as far as JMH's result file says so. Two results of one benchmark with different JVMs or
 * flags are two rows.
 *
 * @param jdk version of the JDK, such as 21.0.5
 * @param vm name of the virtual machine, such as OpenJDK 64-Bit Server VM
 * @param vmVersion its version and build, which tells vendors apart
 * @param flags the JVM's flags
 * @param others what else the file says, by name; only where two entries of one file differ in nothing else, so that moving a
 *     JDK to another folder begins no new series
 */
public record Launch(String jdk, String vm, String vmVersion, List<String> flags, SortedMap<String, String> others) {

    public Launch {
        flags = List.copyOf(flags);
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    /** This launch, of which something else is said too. */
    public Launch with(SortedMap<String, String> details) {
        return new Launch(jdk, vm, vmVersion, flags, details);
    }

    /** Everything by name, what is most likely to matter to a reader first. */
    public Map<String, String> traits() {
        Map<String, String> traits = new LinkedHashMap<>();
        traits.put("JDK", jdk);
        traits.put("VM", vm);
        traits.put(
                "flags",
                flags.stream()
                        .map(flag -> flag.indexOf(' ') < 0 ? flag : '"' + flag + '"')
                        .collect(Collectors.joining(" ")));
        traits.putAll(others);
        traits.put("VM version", vmVersion);
        return traits;
    }
}
