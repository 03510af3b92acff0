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
     * Prints tables of what was tried and found, each after the faults, and ends with 1 if there are any.
     *
     * @param arguments {@code kills|mutations|disk|hostile COUNT}, once or more, and the seed
     */
    public static void main(String[] arguments) throws IOException {
        long seed = Long.parseLong(arguments[arguments.length - 1]);
        boolean faults = false;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            Kind kind = Kind.valueOf(arguments[i].toUpperCase(Locale.ROOT));
            Tally tally = kind.run(Integer.parseInt(arguments[i + 1]), seed);
            tally.faults().forEach(System.out::println);
            System.out.print(tally.table());
            faults |= !tally.faults().isEmpty();
        }
        System.exit(faults ? 1 : 0);
    }
}
