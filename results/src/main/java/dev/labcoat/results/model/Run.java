package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run: everything recorded, from which every table can be made again.
 *
 * @param schemaVersion version of this record, {@value #SCHEMA_VERSION} now
 * @param id unique, and in the order of time
 * @param revision the source it belongs to
 * @param startedAt when it began
 * @param seed of the order of its forks
 * @param preset how much it measured
 * @param jarName file name of the benchmarks jar: what different jars measured is never put together
 * @param jar SHA-256 of the benchmarks jar
 * @param suite what the jar said of itself
 * @param machine where
 * @param environment under what circumstances
 * @param cells the results, in the order of the plan
 * @param sharding which of the cells were measured by which machine; null where one measured them all
 */
public record Run(
        int schemaVersion,
        String id,
        Revision revision,
        Instant startedAt,
        long seed,
        String preset,
        String jarName,
        String jar,
        Suite suite,
        Machine machine,
        Environment environment,
        List<Cell> cells,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sharding sharding) {

    /** The version that this program writes. */
    public static final int SCHEMA_VERSION = 1;

    public Run {
        Check.id(id);
        Check.present(revision, "revision");
        Check.time(startedAt, "startedAt");
        Check.present(preset, "preset");
        Check.present(jarName, "jarName");
        Check.present(jar, "jar");
        Check.present(suite, "suite");
        Check.present(machine, "machine");
        Check.present(environment, "environment");
        cells = Check.whole(cells, "cells");
    }

    /** A run that one machine makes. */
    public Run(
            int schemaVersion,
            String id,
            Revision revision,
            Instant startedAt,
            long seed,
            String preset,
            String jarName,
            String jar,
            Suite suite,
            Machine machine,
            Environment environment,
            List<Cell> cells) {
        this(
                schemaVersion,
                id,
                revision,
                startedAt,
                seed,
                preset,
                jarName,
                jar,
                suite,
                machine,
                environment,
                cells,
                null);
    }

    /** Whether a cell is of what this record measured, and not of a shard that is not in it. */
    public boolean has(int cell) {
        return sharding == null || sharding.has(cell);
    }

    /** When the last of its forks was measured, which is long after it began where it was resumed; else when it began. */
    public Instant measuredAt() {
        return cells.stream()
                .flatMap(cell -> Stream.ofNullable(cell.measuredAt()))
                .max(Comparator.naturalOrder())
                .orElse(startedAt);
    }

    /** When the last fork of one of its cells was measured; where that is not known, when the run began. */
    public Instant timeOf(Cell cell) {
        return Objects.requireNonNullElse(cell.measuredAt(), startedAt);
    }

    /** Whether two runs measured in the same way and the same jar of benchmarks, of whatever commit. */
    public boolean sameKind(Run other) {
        return preset.equals(other.preset) && jarName.equals(other.jarName);
    }

    /** This run with other cells. */
    public Run withCells(List<Cell> others) {
        return new Run(
                schemaVersion,
                id,
                revision,
                startedAt,
                seed,
                preset,
                jarName,
                jar,
                suite,
                machine,
                environment,
                others,
                sharding);
    }

    /** This run with another environment. */
    public Run withEnvironment(Environment other) {
        return new Run(
                schemaVersion,
                id,
                revision,
                startedAt,
                seed,
                preset,
                jarName,
                jar,
                suite,
                machine,
                other,
                cells,
                sharding);
    }
}
