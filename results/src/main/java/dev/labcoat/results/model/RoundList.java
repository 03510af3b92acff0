package dev.labcoat.results.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rounds of forks that were recorded row by row. Whatever is added of an arm comes behind what was added of it before, so that
 * each arm keeps its order.
 */
final class RoundList {

    /**
     * A round that more may be added to.
     *
     * @param machine the shard that measured it: two machines count their rounds alike
     */
    private record Open(@Nullable Integer number, int machine, List<Round.Result> results) {

        boolean has(int arm) {
            return results.stream().anyMatch(result -> result.arm() == arm);
        }

        boolean has(int arm, Fork fork) {
            return results.contains(new Round.Result(arm, fork, null));
        }
    }

    private final List<Open> rounds = new ArrayList<>();

    /**
     * Adds a fork to the round that says it is its own, if there is one.
     *
     * @param after the place of the arm's last round; -1 before the first
     * @return the place of its round
     */
    int add(int arm, Fork fork, int machine, int after) {
        Integer number = fork.round();
        for (int next = after + 1; number != null && next < rounds.size(); next++) {
            Open round = rounds.get(next);
            if (number.equals(round.number()) && round.machine() == machine && !round.has(arm)) {
                round.results().add(new Round.Result(arm, fork, null));
                return next;
            }
        }
        return insert(after, number, machine, new Round.Result(arm, fork, null));
    }

    /**
     * Adds a pair, to the round in which that fork of the baseline was held against other arms, if there is one.
     *
     * @param after the place of the arm's last round; -1 before the first
     * @return the place of its round
     */
    int add(int base, int arm, Pair pair, int machine, int after) {
        Integer number =
                pair.head().round() == null ? pair.base().round() : pair.head().round();
        for (int next = after + 1; next < rounds.size(); next++) {
            Open round = rounds.get(next);
            boolean same = number == null ? round.number() == null : number.equals(round.number());
            if (same && round.has(base, pair.base()) && !round.has(arm)) {
                round.results().add(new Round.Result(arm, pair.head(), null));
                return next;
            }
        }
        return insert(
                after,
                number,
                machine,
                new Round.Result(base, pair.base(), null),
                new Round.Result(arm, pair.head(), null));
    }

    /** Adds a void pair. */
    void add(int arm, String discarded, int machine) {
        insert(rounds.size() - 1, null, machine, new Round.Result(arm, null, discarded));
    }

    /** Begins a round, behind those of the same machine that have lower numbers. */
    private int insert(int after, @Nullable Integer number, int machine, Round.Result... results) {
        int place = after + 1;
        for (int next = place; number != null && next < rounds.size(); next++) {
            Open round = rounds.get(next);
            if (round.number() != null && round.number() < number && round.machine() == machine) {
                place = next + 1;
            }
        }
        rounds.add(place, new Open(number, machine, new ArrayList<>(List.of(results))));
        return place;
    }

    /** All of them. Nobody knows when they ended. */
    List<Round> rounds() {
        Instant unknown = null;
        return rounds.stream()
                .map(round -> new Round(round.number(), unknown, round.results()))
                .toList();
    }
}
