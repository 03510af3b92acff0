package dev.labcoat.results.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a comparison compares.
 *
 * @param name for people: a commit, a jar, a JDK, flags, or a param's value
 * @param jarName file name of its benchmarks jar
 * @param jar SHA-256 of that jar
 * @param revision the source that the jar was built of; null when that is not known
 * @param jdk version of the JDK that runs it
 * @param jvm that JDK's home
 * @param flags JVM flags that it gets beside those that the benchmark declares
 */
public record Variant(
        String name,
        String jarName,
        String jar,
        @Nullable Revision revision,
        String jdk,
        String jvm,
        List<String> flags) {

    public Variant {
        Check.present(name, "a variant's name");
        Check.present(jarName, "a variant's jarName");
        Check.present(jar, "a variant's jar");
        Check.present(jdk, "a variant's jdk");
        Check.present(jvm, "a variant's jvm");
        flags = Check.whole(flags, "flags");
    }

    /** This variant, whose jar has another name in the record. */
    Variant called(String otherName) {
        return new Variant(name, otherName, jar, revision, jdk, jvm, flags);
    }

    /** Whether nothing that could make a difference differs, but for params. */
    public boolean sameAs(Variant other) {
        return jar.equals(other.jar) && jvm.equals(other.jvm) && flags.equals(other.flags);
    }
}
