package dev.labcoat.results.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** The manual page: the help of all commands, in the macros of man(7). */
@Command(
        name = "man",
        description = "Prints the manual page. To read it: ./run-bench.sh man | man -l -",
        mixinStandardHelpOptions = true)
final class ManCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        PrintWriter out = output.out();
        out.print(String.join("\n", page(output.program())) + "\n");
        out.flush();
        return Labcoat.DONE;
    }

    private static List<String> page(CommandLine program) {
        String name = program.getCommandName();
        List<String> lines = new ArrayList<>(List.of(
                ".TH " + name.toUpperCase(Locale.ROOT) + " 1",
                ".SH NAME",
                escaped(name + " - "
                        + String.join(
                                " ", program.getCommandSpec().usageMessage().description())),
                ".SH SYNOPSIS",
                escaped(name + " [COMMAND] [OPTION]...")));
        lines.add(".SH DESCRIPTION");
        lines.addAll(asItIs(program));
        lines.add(".SH COMMANDS");
        program.getSubcommands().forEach((command, line) -> {
            lines.add(".SS " + command);
            lines.addAll(asItIs(line));
        });
        return lines;
    }

    private static List<String> asItIs(CommandLine command) {
        List<String> lines = new ArrayList<>(List.of(".nf"));
        command.getUsageMessage(Ansi.OFF).lines().map(ManCommand::escaped).forEach(lines::add);
        lines.add(".fi");
        return lines;
    }

    /** A line of text that is no request of roff(7). */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
