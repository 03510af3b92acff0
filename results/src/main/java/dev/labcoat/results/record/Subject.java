package dev.labcoat.results.record;

import dev.labcoat.results.model.Variant;

/**
 * A variant with what runs it.
 *
 * @param variant what reports say of it
 * @param jar the benchmarks
 * @param jvm the JDK that runs them
 */
public record Subject(Variant variant, JmhJar jar, Jvm jvm) {}
