package dev.labcoat.results.cli;

import dev.labcoat.results.files.FileProblem;
import dev.labcoat.results.model.BadInputException;
import dev.labcoat.results.model.JvmFlags;
import dev.labcoat.results.publish.text.Visible;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program behind {@code run-bench.sh}. Without arguments it runs the headline rows. */
@Command(
        name = "run-bench.sh",
        description = "Runs JMH benchmarks, compares them in lockstep, and shows what changed.",
        mixinStandardHelpOptions = true,
        versionProvider = Labcoat.Version.class,
        footer = {
            "",
            "Exit status: 0 done, 1 a row failed or a --fail-on condition was met, 2 bad usage or bad input, 130 on Ctrl-C.",
            "Without arguments: run, with the headline rows of every layer."
        },
        subcommands = {
            RunCommand.class,
            CompareCommand.class,
            MergeCommand.class,
            BisectCommand.class,
            LadderCommand.class,
            CrossCheckCommand.class,
            ReloadCommand.class,
            StackCommand.class,
            CommentCommand.class,
            TableCommand.class,
            PublishCommand.class,
            SiteCommand.class,
            ListCommand.class,
            ImportCommand.class,
            NightlyCommand.class,
            AcceptCommand.class,
            IssuesCommand.class,
            RebuildCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            ManCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Labcoat {

    /** Done. */
    static final int DONE = 0;

    /** A row failed. */
    static final int FAILED = 1;

    /** Bad usage or bad input. */
    static final int BAD_INPUT = 2;

    /** By Ctrl-C, of which a program that it ended may tell before the signal does. */
    static final int STOPPED = 130;

    /** The option that hands arguments on to JMH. */
    static final String JMH_ARGUMENTS = "--jmh";

    /** A bug: EX_SOFTWARE of sysexits(3). */
    private static final int BUG = 70;

    /**
     * The system property with which run-bench.sh has its arguments checked before it builds: then they are parsed, and nothing is
     * done.
     */
    static final String ONLY_CHECK_ARGUMENTS = "labcoat.onlyCheckArguments";

    private final StopNotice stopNotice;

    private Labcoat(StopNotice stopNotice) {
        this.stopNotice = stopNotice;
    }

    /** What says that the user has stopped the program of this command, as long as no command does. */
    static StopNotice notice(CommandLine command) {
        Labcoat program = command.getCommandSpec().root().commandLine().getCommand();
        return program.stopNotice;
    }

    /** Runs a command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        // Output is UTF-8 whatever the locale, since tables have ± and µ.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Optional<String> lost = Letters.lost(
                System.getProperty("sun.jnu.encoding", "UTF-8"),
                System.getProperty("user.dir", ""),
                List.of(arguments));
        if (lost.isPresent()) {
            err.println(Program.here().said(Visible.text(lost.get())));
            System.exit(BAD_INPUT);
        }
        int status;
        try (StopNotice notice = StopNotice.to(err)) {
            status = Boolean.getBoolean(ONLY_CHECK_ARGUMENTS)
                    ? check(out, err, arguments)
                    : execute(commands(new Labcoat(notice), Display.here(), out, err), arguments);
        }
        System.exit(status);
    }

    static int execute(PrintStream out, PrintStream err, String... arguments) {
        return execute(Display.here(), out, err, arguments);
    }

    static int execute(Display display, PrintStream out, PrintStream err, String... arguments) {
        return execute(commands(new Labcoat(StopNotice.none()), display, out, err), arguments);
    }

    /**
     * Parses arguments, and does nothing.
     *
     * @return the exit status: {@link #BAD_INPUT} for what no command takes, which is said
     */
    static int check(PrintStream out, PrintStream err, String... arguments) {
        return execute(
                commands(new Labcoat(StopNotice.none()), Display.here(), out, err)
                        .setExecutionStrategy(parsed -> DONE),
                arguments);
    }

    private static int execute(CommandLine commands, String... arguments) {
        return arguments.length == 0 ? commands.execute("run") : commands.execute(forJmh(arguments));
    }

    private static CommandLine commands(Labcoat program, Display display, PrintStream out, PrintStream err) {
        return new CommandLine(program)
                .setCommandName(Program.here().name())
                .setOut(new Terminal(out, display))
                .setErr(new Terminal(err, display))
                // Its escapes would be shown as text: what commands the terminal is ours alone.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A param may begin with an @.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Labcoat::onBadUsage)
                .setExecutionExceptionHandler(Labcoat::onException);
    }

    /** What is behind {@code --} is JMH's. The blank keeps it from being taken for an option of ours. */
    private static String[] forJmh(String... arguments) {
        List<String> all = List.of(arguments);
        int own = all.indexOf("--");
        return own < 0
                ? arguments
                : Stream.concat(
                                all.subList(0, own).stream(),
                                Stream.of(JMH_ARGUMENTS + "= " + JvmFlags.text(all.subList(own + 1, all.size()))))
                        .toArray(String[]::new);
    }

    private static int onBadUsage(ParameterException e, String[] arguments) {
        PrintWriter err = e.getCommandLine().getErr();
        BadUsage usage = new BadUsage(e, List.of(arguments));
        err.println(Program.here().said(usage.message()));
        err.println(usage.next());
        return BAD_INPUT;
    }

    private static int onException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof BadInputException && e.getCause() instanceof InterruptedException) {
            if (notice(command).isFirst()) {
                command.getErr().println(Program.here().said(e.getMessage()));
            }
            return STOPPED;
        }
        if (e instanceof BadInputException) {
            sayAll(command.getErr(), String.valueOf(e.getMessage()));
            return BAD_INPUT;
        }
        // What is found on the way through a folder comes in an exception of its own.
        Exception cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
        if (cause instanceof IOException io) {
            command.getErr().println(Program.here().said(FileProblem.words(io)));
            return BAD_INPUT;
        }
        command.getErr().println(Program.here().said("this is a bug, please report it with what follows"));
        e.printStackTrace(command.getErr());
        return BUG;
    }

    /** Lines after the first stand to its right, so that none, whoever wrote it, looks like one of ours. */
    private static void sayAll(PrintWriter err, String message) {
        List<String> lines = message.lines().toList();
        err.println(Program.here().said(lines.isEmpty() ? "" : lines.get(0)));
        lines.stream().skip(1).forEach(line -> err.println("  " + line));
    }

    /** What this is, of which commit, and what runs it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Labcoat.class.getPackage().getImplementationVersion();
            return new String[] {
                "Labcoat " + (version == null ? "(not from its jar)" : version) + checkedOut(),
                "JDK " + Runtime.version() + " in " + System.getProperty("java.home")
            };
        }

        /** The commit of the checkout that this was built in; a released jar has it in its version. */
        private static String checkedOut() {
            try {
                return Where.checkout()
                        .map(git -> ", commit " + git.head().label())
                        .orElse("");
            } catch (BadInputException e) {
                return ", commit unknown";
            }
        }
    }
}
