package dev.labcoat.results.experiment;

import dev.labcoat.results.JmhJars;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Jvm;
import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Fork;
import dev.labcoat.results.model.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of comparisons for tests. */
final class Comparisons {

    private Comparisons() {}

    static Subject subject(String name, JmhJars jar, Path folder) throws IOException {
        Path file = folder.resolve(name + ".jar");
        return new Subject(
                new Variant(name, name + ".jar", "hash of " + name, null, "17", "/jdk", List.of()),
                JmhJar.open(jar.write(file)),
                Jvm.current());
    }

    /** A choice of cells that are called what they are. */
    static Plan.Choice choice(Subject subject, CellId... cells) {
        Map<CellId, CellId> byName = new LinkedHashMap<>();
        for (CellId cell : cells) {
            byName.put(cell, cell);
        }
        return new Plan.Choice(subject, byName);
    }

    /** A fork of three slices. */
    static Fork fork(double score) {
        return new Fork("ns/op", List.of(score, score, score), List.of(), Map.of(), List.of(), 2, 1, 0.3, null);
    }
}
