package dev.labcoat.results.jmh;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The main class of JMH's own process: runs one fork of one cell by JMH's options as objects, since its command line cuts params at
 * commas and flags at blanks, and the system's locale loses letters of it. It is put on the class path of any JMH jar, so it must be
 * one class and need nothing but JMH, 1.19 or newer.
 *
 * <p>Usage: {@code JmhLauncher OPTIONS FAILURE}, both files of {@link Properties} in UTF-8. A list has a key for each element, from
 * {@code key.0} on. Where JMH fails, FAILURE says why: the classes and messages of what was thrown, the outermost first.
 */
public final class JmhLauncher {

    static final String BENCHMARK = "benchmark";
    static final String PARAM = "param.";
    static final String MODE = "mode";
    static final String THREADS = "threads";
    static final String RESULT = "result";
    static final String JVM = "jvm";
    static final String JVM_ARGS = "jvmArgs";
    static final String JVM_ARGS_PREPEND = "jvmArgsPrepend";
    static final String JVM_ARGS_APPEND = "jvmArgsAppend";
    static final String WARM_UPS = "warmUps";
    static final String WARM_UP_MILLIS = "warmUpMillis";
    static final String ITERATIONS = "iterations";
    static final String ITERATION_MILLIS = "iterationMillis";
    static final String PROFILERS = "profilers";

    /** Arguments of JMH's command line; what is also said by name wins over them. */
    static final String ARGUMENTS = "arguments";

    static final String CLASS = "class";
    static final String MESSAGE = "message";

    /** No chain of causes that means anything is longer, and one that bites its own tail ends here. */
    private static final int MOST_CAUSES = 50;

    private JmhLauncher() {}

    /** Runs the fork; throws, and so ends with status 1, where it failed. */
    public static void main(String[] arguments) throws IOException, RunnerException, CommandLineOptionException {
        Properties options = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            options.load(in);
        }
        try {
            run(options);
        } catch (RunnerException | CommandLineOptionException | RuntimeException e) {
            try (Writer out = Files.newBufferedWriter(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
                causes(e).store(out, null);
            }
            throw e;
        }
    }

    private static void run(Properties asked) throws RunnerException, CommandLineOptionException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(text(asked, BENCHMARK))
                .mode(Mode.deepValueOf(text(asked, MODE)))
                .threads(Integer.parseInt(text(asked, THREADS)))
                .forks(1)
                .warmupForks(0)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(text(asked, RESULT))
                .jvm(text(asked, JVM))
                .jvmArgsPrepend(list(asked, JVM_ARGS_PREPEND))
                .jvmArgsAppend(list(asked, JVM_ARGS_APPEND));
        if (asked.containsKey(ARGUMENTS + ".0")) {
            options = options.parent(new CommandLineOptions(list(asked, ARGUMENTS)));
        }
        if (asked.containsKey(JVM_ARGS + ".0")) {
            options = options.jvmArgs(list(asked, JVM_ARGS));
        }
        if (asked.containsKey(WARM_UPS)) {
            options = options.warmupIterations(Integer.parseInt(text(asked, WARM_UPS)));
        }
        if (asked.containsKey(WARM_UP_MILLIS)) {
            options = options.warmupTime(TimeValue.milliseconds(Long.parseLong(text(asked, WARM_UP_MILLIS))));
        }
        if (asked.containsKey(ITERATIONS)) {
            options = options.measurementIterations(Integer.parseInt(text(asked, ITERATIONS)));
        }
        if (asked.containsKey(ITERATION_MILLIS)) {
            options = options.measurementTime(TimeValue.milliseconds(Long.parseLong(text(asked, ITERATION_MILLIS))));
        }
        for (String name : asked.stringPropertyNames()) {
            if (name.startsWith(PARAM)) {
                options = options.param(name.substring(PARAM.length()), text(asked, name));
            }
        }
        for (String profiler : list(asked, PROFILERS)) {
            options = options.addProfiler(profiler);
        }
        new Runner(options.build()).run();
    }

    private static String text(Properties asked, String key) {
        String value = asked.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "the options lack '%s'", key));
        }
        return value;
    }

    private static String[] list(Properties asked, String key) {
        List<String> values = new ArrayList<>();
        for (String value = asked.getProperty(key + ".0");
                value != null;
                value = asked.getProperty(key + "." + values.size())) {
            values.add(value);
        }
        return values.toArray(new String[0]);
    }

    private static Properties causes(Throwable thrown) {
        Properties said = new Properties();
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            said.setProperty(CLASS + "." + i, cause.getClass().getName());
            if (cause.getMessage() != null) {
                said.setProperty(MESSAGE + "." + i, cause.getMessage());
            }
            cause = next(cause);
        }
        return said;
    }

    /** JMH hides what a benchmark threw among the suppressed exceptions of one that has no cause. */
    private static @Nullable Throwable next(Throwable thrown) {
        if (thrown.getCause() != null) {
            return thrown.getCause();
        }
        boolean jmhs = thrown.getClass().getName().startsWith("org.openjdk.jmh.");
        return jmhs && thrown.getSuppressed().length > 0 ? thrown.getSuppressed()[0] : null;
    }
}
