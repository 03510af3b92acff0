package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.Effort;
import dev.labcoat.results.jmh.JmhFork;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.jmh.Launching;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.model.Sha256;
import dev.labcoat.results.model.Variant;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A variant with what runs it.
 *
 * @param variant what reports say of it
 * @param jar the benchmarks
 * @param jvm the JDK that runs them
 */
public record Subject(Variant variant, JmhJar jar, Jvm jvm) {

    /** One change in 4,096 is not seen, and no password can be told from them. */
    private static final int DIGITS_OF_VALUE = 3;

    /**
     * What its forks get beside what its benchmarks declare, for the record: flags, JMH's arguments, names of the files on the class
     * path, the working directory, and the names of environment variables. Their values may be secret: of each there are three digits of a hash, which tell
     * whether it was changed, and not what it is.
     */
    String circumstances(Effort effort) {
        List<String> all = new ArrayList<>(new JmhFork(jar, effort, jvm).flags());
        all.addAll(variant.flags());
        Launching launching = jar.launching();
        String text = JvmFlags.text(all);
        if (!launching.arguments().arguments().isEmpty()) {
            text += "; JMH: " + JvmFlags.text(launching.arguments().arguments());
        }
        if (!launching.classPath().isEmpty()) {
            text += "; class path: "
                    + launching.classPath().stream()
                            .map(file -> String.valueOf(file.getFileName()))
                            .collect(Collectors.joining(File.pathSeparator));
        }
        Path directory = launching.directory();
        if (directory != null) {
            text += "; directory: " + directory.toAbsolutePath().normalize();
        }
        if (!launching.environment().isEmpty()) {
            text += "; environment: "
                    + launching.environment().entrySet().stream()
                            .map(variable -> variable.getKey() + "#"
                                    + new Sha256()
                                            .add(variable.getValue())
                                            .hex()
                                            .substring(0, DIGITS_OF_VALUE))
                            .collect(Collectors.joining(" "));
        }
        return text;
    }
}
