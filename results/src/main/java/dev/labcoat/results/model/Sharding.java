package dev.labcoat.results.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the rows of a record are shared out among machines, and which shares are in it: one in what a machine records, more in what
 * was merged.
 *
 * @param count how many shards there are
 * @param owners the number of the shard that measures each row, in the order of the rows; rows beyond them are measured by nobody
 * @param parts the shards that are in this record, by number
 */
public record Sharding(int count, List<Integer> owners, List<Part> parts) {

    public Sharding {
        owners = Check.whole(owners, "owners");
        parts = Check.whole(parts, "parts");
        int most = new Shard(1, count).count();
        if (owners.stream().anyMatch(owner -> owner < 1 || owner > most)) {
            throw new IllegalArgumentException("a row is of a shard that is not one of " + count);
        }
        Set<Integer> numbers = new HashSet<>();
        if (!parts.stream().allMatch(part -> part.number() <= most && numbers.add(part.number()))) {
            throw new IllegalArgumentException("a shard is there twice, or is not one of " + count);
        }
    }

    /**
     * What one machine measured.
     *
     * @param number of the shard
     * @param id of the run or comparison that it recorded
     * @param machine which
     */
    public record Part(int number, String id, Machine machine) {

        public Part {
            if (number < 1) {
                throw new IllegalArgumentException("shards are counted from 1 on, not from " + number);
            }
            Check.id(id);
            Check.present(machine, "machine");
        }
    }

    /** Whether the shard that measures a row is in this record. */
    public boolean has(int row) {
        return row < owners.size() && parts.stream().anyMatch(part -> part.number() == owners.get(row));
    }

    /** A shard that is in this record. */
    public Optional<Part> part(int number) {
        return parts.stream().filter(part -> part.number() == number).findFirst();
    }

    /** The shards that have rows and are not in this record. */
    public List<Shard> missing() {
        return new TreeSet<>(owners)
                .stream()
                        .filter(number -> part(number).isEmpty())
                        .map(number -> new Shard(number, count))
                        .toList();
    }

    /** How many rows a shard has. */
    public int rows(Shard shard) {
        return (int) owners.stream().filter(owner -> owner == shard.number()).count();
    }

    /** Such as {@code shard 3/8}, or {@code shards 1/8, 2/8}: what is in this record. */
    public String name() {
        List<String> names = new ArrayList<>();
        parts.forEach(part -> names.add(new Shard(part.number(), count).toString()));
        return (names.size() == 1 ? "shard " : "shards ") + String.join(", ", names);
    }

    /** Whether both share out the same rows in the same way. */
    public boolean sharesOutLike(Sharding other) {
        return count == other.count && owners.equals(other.owners);
    }

    /** The keys of the machines that took part, sorted. */
    public Set<String> machines() {
        return parts.stream().map(part -> part.machine().key()).collect(Collectors.toCollection(TreeSet::new));
    }
}
