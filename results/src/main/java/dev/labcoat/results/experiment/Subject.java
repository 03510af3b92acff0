package dev.labcoat.results.experiment;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.Variant;

/**
 * A variant with what runs it.
 *
 * @param variant what reports say of it
 * @param jar the benchmarks
 * @param jvm the JDK that runs them
 */
public record Subject(Variant variant, JmhJar jar, Jvm jvm) {}
