package dev.labcoat.results.experiment;

import dev.labcoat.results.model.CellId;
import dev.labcoat.results.model.Machine;
import dev.labcoat.results.model.Shard;
import dev.labcoat.results.model.Sharding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one machine takes of a plan that all machines know.
 *
 * @param shard which part is its own
 * @param owners the number of the shard that measures each row, in the order of the rows
 */
public record Share(Shard shard, List<Integer> owners) {

    public Share {
        owners = List.copyOf(owners);
    }

    /**
     * Shares out rows that are to be on one machine: what takes longest first, each to the shard that has the least to do so far
     * (longest processing time first; R. L. Graham, Bounds on multiprocessing timing anomalies, 1969: at most a third above the
     * least possible). The same rows and durations give the same shares on every machine.
     *
     * @param groups the places of rows, each row in one of them
     * @param cells what each row measures
     * @param known how long they took
     */
    static Share of(Shard shard, List<List<Integer>> groups, List<CellId> cells, EarlierDurations known) {
        List<Double> seconds = groups.stream()
                .map(group -> known.seconds(group.stream().map(cells::get).toList()))
                .toList();
        double[] load = new double[shard.count()];
        Integer[] owners = new Integer[cells.size()];
        List<Integer> longestFirst =
                new ArrayList<>(IntStream.range(0, groups.size()).boxed().toList());
        longestFirst.sort(Comparator.comparing(seconds::get, Comparator.reverseOrder()));
        for (int group : longestFirst) {
            int least = IntStream.range(0, load.length)
                    .boxed()
                    .min(Comparator.comparingDouble(number -> load[number]))
                    .orElseThrow();
            load[least] += seconds.get(group);
            groups.get(group).forEach(row -> owners[row] = least + 1);
        }
        return new Share(shard, List.of(owners));
    }

    /** Whether a row is this machine's. */
    public boolean isOwn(int row) {
        return owners.get(row) == shard.number();
    }

    /** Those of all rows that are this machine's. */
    public <T> List<T> own(List<T> rows) {
        return IntStream.range(0, rows.size())
                .filter(this::isOwn)
                .mapToObj(rows::get)
                .toList();
    }

    /** How many rows are this machine's. */
    public int rows() {
        return (int) owners.stream().filter(owner -> owner == shard.number()).count();
    }

    /**
     * As it is recorded.
     *
     * @param id of the record
     */
    public Sharding recorded(String id, Machine machine) {
        return new Sharding(shard.count(), owners, List.of(new Sharding.Part(shard.number(), id, machine)));
    }
}
