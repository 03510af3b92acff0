package dev.labcoat.results.model;

import java.util.Optional;
import java.util.stream.Stream;

/** A figure of forks on which a row may be judged beside its mean, from the same pairs. */
public sealed interface Figure permits Quantile, NamedMetric {

    /**
     * A fork whose only score is the figure, in the figure's unit, and which has the marks and times of the whole.
     *
     * @return empty where {@link #hindrance(Fork)} says why
     */
    Optional<Fork> of(Fork fork);

    /** Why nothing can be said of a fork by this figure; empty where something can. */
    Optional<String> hindrance(Fork fork);

    /** A pair with the figure for a score; empty where {@link #hindrance(Pair)} says why. */
    default Optional<Pair> of(Pair pair) {
        return hindrance(pair).isPresent()
                ? Optional.empty()
                : of(pair.base()).flatMap(base -> of(pair.head()).map(head -> new Pair(base, head)));
    }

    /** Why nothing can be said of a pair by this figure; empty where something can. */
    default Optional<String> hindrance(Pair pair) {
        return Stream.of(pair.base(), pair.head())
                .flatMap(fork -> hindrance(fork).stream())
                .findFirst()
                .or(() -> of(pair.base())
                        .flatMap(base -> of(pair.head()).flatMap(head -> differenceOfUnits(base.unit(), head.unit()))));
    }

    private static Optional<String> differenceOfUnits(String base, String head) {
        return base.equals(head) ? Optional.empty() : Optional.of("its unit changed from " + base + " to " + head);
    }
}
