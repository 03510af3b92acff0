package dev.labcoat.results.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said of arguments that no command takes, in the words of our other messages: picocli's own speak of positional parameters
 * and of Java's types.
 *
 * @param refused what picocli found
 * @param arguments of the program
 */
record BadUsage(ParameterException refused, List<String> arguments) {

    private static final Pattern IN_QUOTES = Pattern.compile("'([^']*)'");

    /** What was wrong, and with what. */
    String message() {
        if (refused instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (refused instanceof MissingParameterException missing) {
            return missing(missing);
        }
        if (refused instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given more than once: give it once";
        }
        if (refused.getArgSpec() != null && refused.getValue() != null) {
            return badValue(refused.getArgSpec(), refused.getValue());
        }
        return withoutCommand();
    }

    /** What to type to be told what there is. */
    String next() {
        return "What it takes: " + Program.here().line(arguments(refused.getCommandLine()) + "--help");
    }

    /** The command that was refused, as arguments of the program. */
    private static String arguments(CommandLine command) {
        return command.getParent() == null ? "" : arguments(command.getParent()) + command.getCommandName() + " ";
    }

    private String unmatched(UnmatchedArgumentException unmatched) {
        CommandLine command = unmatched.getCommandLine();
        List<String> alike = unmatched.getSuggestions();
        String first = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return "there is no option " + first + guess(alike);
        }
        return command.getSubcommands().isEmpty()
                ? "'" + first + "' is one argument too many for " + command.getCommandName() + ": leave it out"
                : noCommand(first) + guess(alike);
    }

    private static String noCommand(String name) {
        return "there is no command '" + name + "'";
    }

    /** picocli's suggestions of commands begin with the program's name. */
    private static String guess(List<String> alike) {
        return alike.isEmpty()
                ? ""
                : "; did you mean "
                        + choice(alike.stream()
                                .map(name -> name.substring(name.lastIndexOf(' ') + 1))
                                .toList())
                        + "?";
    }

    private String missing(MissingParameterException missing) {
        List<ArgSpec> specs = missing.getMissing();
        if (specs.size() == 1 && specs.get(0) instanceof OptionSpec option && isGiven(option)) {
            return name(option) + " needs a value, such as " + name(option) + "=" + option.paramLabel();
        }
        // It names all that are missing, of which getMissing() has the first only.
        List<String> labels = IN_QUOTES
                .matcher(String.valueOf(missing.getMessage()))
                .results()
                .map(label -> label.group(1))
                .toList();
        return joined(labels, " and ") + (labels.size() == 1 ? " is missing" : " are missing");
    }

    private boolean isGiven(OptionSpec option) {
        return Arrays.stream(option.names()).anyMatch(arguments::contains);
    }

    private String badValue(ArgSpec spec, String value) {
        String what = name(spec);
        Class<?> type = spec.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return what + ": there is no '" + value + "'; choose "
                    + choice(choices(type).distinct().toList());
        }
        if (Map.class.isAssignableFrom(spec.type())) {
            return what + ": '" + value + "' is not " + spec.paramLabel();
        }
        if (type == Boolean.class || type == boolean.class) {
            return what + " takes no value: leave '" + value + "' out";
        }
        if (type == Double.class || type == double.class) {
            return what + ": '" + value + "' is not a number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return what + ": '" + value + "' is not a whole number, or too large";
        }
        String said = String.valueOf(refused.getMessage());
        int own = said.indexOf(": ");
        return what + said.substring(Math.max(0, own));
    }

    private static Stream<String> choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf);
    }

    /** A command that has others in it was called without any of them, or {@code help} with one that there is not. */
    private String withoutCommand() {
        CommandSpec command = refused.getCommandLine().getCommandSpec();
        String named = String.valueOf(refused.getMessage());
        int quote = named.indexOf('\'');
        if (quote >= 0) {
            return noCommand(named.substring(quote + 1, named.lastIndexOf('\'')));
        }
        return command.name() + " needs one of its commands: "
                + choice(new ArrayList<>(command.subcommands().keySet()));
    }

    private static String name(@Nullable ArgSpec spec) {
        return spec instanceof OptionSpec option
                ? option.longestName()
                : spec == null ? "an argument" : spec.paramLabel();
    }

    private static String choice(List<String> names) {
        return joined(names, " or ");
    }

    private static String joined(List<String> names, String last) {
        int size = names.size();
        return size == 1 ? names.get(0) : String.join(", ", names.subList(0, size - 1)) + last + names.get(size - 1);
    }
}
