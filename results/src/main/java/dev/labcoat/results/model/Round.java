package dev.labcoat.results.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one fork of each of some arms, which were alive at the same time.
 *
 * @param number counted by the machine that measured it; null in what is made of older records, where nobody knows which forks were
 *     alive together
 * @param endedAt when; null in what is made of older records
 * @param results of each arm that took part, at most one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Round(@Nullable Integer number, @Nullable Instant endedAt, List<Result> results) {

    public Round {
        if (endedAt != null) {
            Check.time(endedAt, "endedAt");
        }
        results = Check.whole(results, "results");
        if (results.stream().mapToInt(Result::arm).distinct().count() < results.size()) {
            throw new IllegalArgumentException("an arm has two results in one round");
        }
    }

    /**
     * What came of an arm.
     *
     * @param arm its place among the experiment's arms
     * @param fork good, failed or skipped; null where the fault lay with another arm
     * @param discarded why the round gives no pair of this arm and its baseline; null where it does, and where there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            int arm, @Nullable Fork fork, @Nullable String discarded) {

        public Result {
            if (fork == null && discarded == null) {
                throw new IllegalArgumentException("a result has neither a fork nor a reason why there is none");
            }
            if (fork != null && fork.round() != null) {
                // The round says it for all.
                fork = fork.ofRound(null);
            }
        }
    }

    /** A fork of an arm, which knows its round; empty where there is none. */
    Optional<Fork> fork(int arm) {
        return results.stream()
                .filter(result -> result.arm() == arm)
                .map(Result::fork)
                .filter(Objects::nonNull)
                .findFirst()
                .map(fork -> fork.ofRound(number));
    }
}
