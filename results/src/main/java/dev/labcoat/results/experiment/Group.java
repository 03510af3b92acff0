package dev.labcoat.results.experiment;

import java.util.List;

/**
 * Forks that run in one lockstep round.
 *
 * @param sides the baseline's first
 * @param variants which variant of the comparison each side is, 0 being the baseline
 */
record Group(List<Lockstep.Side> sides, List<Integer> variants) {

    Group {
        sides = List.copyOf(sides);
        variants = List.copyOf(variants);
    }
}
