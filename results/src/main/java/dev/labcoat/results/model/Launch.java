package dev.labcoat.results.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * With what JVM a cell was measured, as far as JMH's result file says so. Two results of one benchmark with different JVMs or
 * flags are two rows.
 *
 * @param jdk version of the JDK, such as 21.0.5; empty where the run says it
 * @param vm name of the virtual machine, such as OpenJDK 64-Bit Server VM; empty where the run says it
 * @param vmVersion its version and build, which tells vendors apart; empty where the run says it
 * @param flags the JVM's flags
 * @param others what else the file says, by name: what asks another question than usual, see {@link JmhSetting}; all else only where
 *     two entries of one file differ in nothing else, so that moving a JDK to another folder begins no new series
 */
public record Launch(String jdk, String vm, String vmVersion, List<String> flags, SortedMap<String, String> others) {

    public Launch {
        flags = List.copyOf(flags);
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    }

    /**
     * What was given to a cell beside what its benchmark declares; the JVM is that of the run.
     *
     * @param jmh arguments of JMH's own
     * @return null where nothing was
     */
    public static @Nullable Launch given(List<String> flags, List<String> jmh) {
        SortedMap<String, String> others = new TreeMap<>();
        if (!jmh.isEmpty()) {
            others.put("JMH", JvmFlags.text(jmh));
        }
        return flags.isEmpty() && jmh.isEmpty() ? null : new Launch("", "", "", flags, others);
    }

    /** This launch, of which something else is said too. */
    public Launch with(SortedMap<String, String> details) {
        return new Launch(jdk, vm, vmVersion, flags, details);
    }

    /** Everything that is known, by name, what is most likely to matter to a reader first. */
    public Map<String, String> traits() {
        Map<String, String> traits = new LinkedHashMap<>();
        traits.put("JDK", jdk);
        traits.put("VM", vm);
        traits.put("flags", JvmFlags.text(flags));
        traits.putAll(others);
        traits.put("VM version", vmVersion);
        traits.values().removeIf(String::isEmpty);
        return traits;
    }
}
