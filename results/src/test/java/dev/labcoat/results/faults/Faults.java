package dev.labcoat.results.faults;

import java.io.IOException;
import java.util.Locale;

/** Makes faults and counts what came of them: the main class behind {@code results/faults.sh}. */
final class Faults {

    private Faults() {}

    /** What is done. */
    private enum Kind {
        KILLS {
            @Override
            Tally run(int count, long seed) throws IOException {
                return Kills.run(count, seed);
            }
        },
        MUTATIONS {
            @Override
            Tally run(int count, long seed) throws IOException {
                return Mutations.run(count, seed);
            }
        },
        DISK {
            @Override
            Tally run(int count, long seed) throws IOException {
                return FullDisks.run(count);
            }
        },
        HOSTILE {
            @Override
            Tally run(int count, long seed) throws IOException {
                return HostileTexts.run(count);
            }
        };

        abstract Tally run(int count, long seed) throws IOException;
    }

    /**
     * Prints a table of what was tried and found, after the faults, and ends with 1 if there are any.
     *
     * @param arguments {@code kills|mutations|disk|hostile COUNT SEED}
     */
    public static void main(String[] arguments) throws IOException {
        Kind kind = Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Tally tally = kind.run(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
        tally.faults().forEach(System.out::println);
        System.out.print(tally.table());
        System.exit(tally.faults().isEmpty() ? 0 : 1);
    }
}
