package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a variant, of which each round has a fork.
 *
 * @param variant its place among the experiment's variants
 * @param cell what is measured of it
 * @param version hash of what the question's code does, see {@link Cell#version}; null where its scores are of no use but for ratios
 * @param reported what JMH itself said of it; null where it is of our own forks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Arm(
        int variant,
        CellId cell,
        @Nullable String version,
        @Nullable Reported reported) {

    public Arm {
        Check.present(cell, "an arm's cell");
    }

    /** An arm that is only held against others. */
    Arm(int variant, CellId cell) {
        this(variant, cell, null, null);
    }
}
