package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.EarlierDurations;
import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Share;
import dev.labcoat.results.model.Comparison;
import dev.labcoat.results.model.Run;
import dev.labcoat.results.model.Shard;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which part of the rows this machine measures. */
final class ShardOption {

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = Converter.class,
            description =
                    "Measure one of N parts of the rows, such as 3/8, and leave the others to other machines; merge puts"
                            + " together what they record.")
    private @Nullable Shard shard;

    Optional<Shard> asked() {
        return Optional.ofNullable(shard);
    }

    /**
     * How long rows took in comparisons that were published, which are the same in each clone of a commit; what is recorded here
     * is not.
     *
     * @param unreadable told of each that cannot be read
     */
    static EarlierDurations ofComparisons(Preset preset, Consumer<String> unreadable) throws IOException {
        List<Comparison> newest = new Published().history().newestComparisons(unreadable);
        return EarlierDurations.ofComparisons(newest, preset);
    }

    /** The same of runs. */
    static EarlierDurations ofRuns(Preset preset, Consumer<String> unreadable) throws IOException {
        List<Run> newest = new Published().history().newestWhole(unreadable);
        return EarlierDurations.ofRuns(newest, preset);
    }

    /** The same of a share. */
    static boolean announce(Share share, PrintWriter talk) {
        return announce(share.shard(), share.rows(), share.owners().size(), talk);
    }

    /**
     * Says what is measured here.
     *
     * @param rows of this shard
     * @param all rows there are
     * @return whether there is anything
     */
    static boolean announce(Shard shard, int rows, int all, PrintWriter talk) {
        talk.println("Shard " + shard + " has " + (rows == 0 ? "none" : rows) + " of " + all + " rows"
                + (rows == 0
                        ? ": rows that stay together are shared out among fewer shards; there is nothing to do here"
                        : ""));
        return rows > 0;
    }

    /** As in {@code 3/8}. */
    static final class Converter implements ITypeConverter<Shard> {

        private static final Pattern SHARD = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

        @Override
        public Shard convert(String text) {
            Matcher shard = SHARD.matcher(text);
            try {
                if (shard.matches()) {
                    return new Shard(Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2)));
                }
            } catch (IllegalArgumentException e) {
                // Said below.
            }
            throw new TypeConversionException(
                    "'" + text + "' is not a shard; write it as 3/8: which, counted from 1 on, of how"
                            + " many, at most " + Shard.MOST);
        }
    }
}
