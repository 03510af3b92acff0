package dev.labcoat.results.trend;

import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.ComparisonRow;
import dev.labcoat.results.model.Revision;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.model.Sharding;
import dev.labcoat.results.model.Variant;
import dev.labcoat.results.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which rows have no figure in a night, be it of one machine or of shards, each of which published what it measured. */
final class NewestNight {

    private final List<Optional<String>> commits;
    private final @Nullable Sharding sharding;
    private final Map<Integer, ComparisonRow> without = new TreeMap<>();

    NewestNight(Comparison first) {
        commits = commits(first);
        sharding = first.sharding();
        if (sharding != null) {
            for (int row = 0; row < sharding.owners().size(); row++) {
                Shard shard = new Shard(sharding.owners().get(row), sharding.count());
                without.put(
                        row,
                        first.rows()
                                .get(row)
                                .reopened()
                                .decided(Verdict.NOT_MEASURED, "shard " + shard + " of the night is missing"));
            }
        }
        add(first);
    }

    private static List<Optional<String>> commits(Comparison comparison) {
        return comparison.variants().stream()
                .map(Variant::revision)
                .map(revision -> Optional.ofNullable(revision).map(Revision::commit))
                .toList();
    }

    /** Whether a comparison is another shard of this night. */
    boolean has(Comparison comparison) {
        return sharding != null
                && comparison.sharding() != null
                && sharding.sharesOutLike(comparison.sharding())
                && commits.equals(commits(comparison));
    }

    /** Adds a shard of this night. */
    void add(Comparison shard) {
        int shared = sharding == null ? 0 : sharding.owners().size();
        for (int place = 0; place < shard.rows().size(); place++) {
            ComparisonRow row = shard.rows().get(place);
            if (place >= shared || Objects.requireNonNull(shard.sharding()).has(place)) {
                if (row.pairs().isEmpty()) {
                    without.put(place, row);
                } else {
                    without.remove(place);
                }
            }
        }
    }

    /** The rows without a figure, in the order of the plan; those of a shard that is not there say so. */
    List<ComparisonRow> without() {
        return List.copyOf(without.values());
    }
}
