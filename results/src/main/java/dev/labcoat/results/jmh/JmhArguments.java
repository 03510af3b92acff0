package dev.labcoat.results.jmh;

import dev.labcoat.results.model.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/** Arguments of JMH's own command line that are handed on to the forks, such as {@code -prof gc -wi 5}. */
public final class JmhArguments {

    /** None. */
    public static final JmhArguments NONE = new JmhArguments(List.of(), null);

    /** What would break how forks are run, or has another way here, by what to do instead. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("-p", "give it before the --"),
            Map.entry("-e", "use --exclude"),
            Map.entry("-f", "the preset says how many forks there are: use --preset"),
            Map.entry("-wf", "each fork warms up by itself"),
            Map.entry("-foe", "a fork that fails fails its row"),
            Map.entry("-jvm", "use --jvm"),
            Map.entry("-jvmArgs", "use --flags"),
            Map.entry("-jvmArgsPrepend", "use --flags"),
            Map.entry("-jvmArgsAppend", "use --flags"),
            Map.entry("-rf", "the table command exports in many formats"),
            Map.entry("-rff", "the table command exports in many formats"),
            Map.entry("-o", "the output of each fork is kept beside its result"),
            Map.entry("-wm", "each row has forks of its own"),
            Map.entry("-wmb", "each row has forks of its own"),
            Map.entry("-l", "use the list command"),
            Map.entry("-lp", "use the list command"),
            Map.entry("-lrf", "the table command exports in many formats"),
            Map.entry("-lprof", "ask the jar itself: java -jar JAR -lprof"),
            Map.entry("-h", "ask the jar itself: java -jar JAR -h"));

    private final List<String> arguments;
    private final @Nullable CommandLineOptions parsed;

    private JmhArguments(List<String> arguments, @Nullable CommandLineOptions parsed) {
        this.arguments = List.copyOf(arguments);
        this.parsed = parsed;
    }

    /**
     * Reads them.
     *
     * @throws BadInputException if JMH does not know them, or this program has another way
     */
    public static JmhArguments of(List<String> arguments) {
        if (arguments.isEmpty()) {
            return NONE;
        }
        for (String argument : arguments) {
            String other = REFUSED.get(argument);
            if (other != null) {
                throw new BadInputException("JMH's " + argument + " cannot be handed on: " + other);
            }
        }
        CommandLineOptions parsed;
        try {
            parsed = new CommandLineOptions(arguments.toArray(String[]::new));
        } catch (CommandLineOptionException | IllegalStateException | IllegalArgumentException e) {
            throw new BadInputException(
                    "JMH does not take '" + String.join(" ", arguments) + "': " + e.getMessage(), e);
        }
        if (!parsed.getIncludes().isEmpty()) {
            throw new BadInputException("'" + String.join(" ", parsed.getIncludes())
                    + "' is behind the --, where JMH's options are: give names of benchmarks before it");
        }
        return new JmhArguments(arguments, parsed);
    }

    /** All of them, as they were given. */
    public List<String> arguments() {
        return arguments;
    }

    /** JMH's threads; empty where the benchmarks' own hold. */
    OptionalInt threads() {
        if (parsed == null) {
            return OptionalInt.empty();
        }
        if (parsed.getThreads().hasValue()) {
            int threads = parsed.getThreads().get();
            return OptionalInt.of(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
        }
        return parsed.getThreadGroups().hasValue()
                ? OptionalInt.of(Arrays.stream(parsed.getThreadGroups().get()).sum())
                : OptionalInt.empty();
    }

    /** JMH's modes in the order JMH declares them; empty where the benchmarks' own hold. */
    List<Mode> modes() {
        // JMH keeps them in a HashSet of enum constants, whose order is another one in each JVM.
        return parsed == null
                ? List.of()
                : parsed.getBenchModes().stream().sorted().toList();
    }

    /** Iterations of warming up; empty where nothing is said of them. */
    OptionalInt warmUps() {
        return parsed == null ? OptionalInt.empty() : number(parsed.getWarmupIterations());
    }

    /** Length of each, in milliseconds. */
    OptionalLong warmUpMillis() {
        return parsed == null ? OptionalLong.empty() : millis(parsed.getWarmupTime());
    }

    /** Measured iterations. */
    OptionalInt iterations() {
        return parsed == null ? OptionalInt.empty() : number(parsed.getMeasurementIterations());
    }

    /** Length of each, in milliseconds. */
    OptionalLong iterationMillis() {
        return parsed == null ? OptionalLong.empty() : millis(parsed.getMeasurementTime());
    }

    /** Whether they leave warming up as it is. */
    public boolean givesNoWarmUp() {
        return warmUps().isEmpty() && warmUpMillis().isEmpty();
    }

    /** Whether they leave measuring as it is. */
    public boolean givesNoMeasurement() {
        return iterations().isEmpty() && iterationMillis().isEmpty();
    }

    private static OptionalInt number(Optional<Integer> value) {
        return value.hasValue() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }

    private static OptionalLong millis(Optional<TimeValue> value) {
        return value.hasValue() ? OptionalLong.of(value.get().convertTo(TimeUnit.MILLISECONDS)) : OptionalLong.empty();
    }
}
