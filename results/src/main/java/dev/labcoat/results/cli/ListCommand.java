package dev.labcoat.results.cli;

import dev.labcoat.results.experiment.Preset;
import dev.labcoat.results.experiment.Selection;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.Suite;
import dev.labcoat.results.publish.text.Counted;
import dev.labcoat.results.publish.text.Wrapped;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what can be measured: a line for each question, or all there is to know of some. */
@Command(
        name = "list",
        description =
                "Lists the questions of each layer, one line each; of layers or benchmarks that are named, their methods,"
                        + " params and values.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    /** The column in which questions begin, and go on where the page is narrow. */
    private static final int QUESTIONS = 30;

    @Parameters(
            paramLabel = "LAYER|REGEX",
            arity = "0..*",
            description = "Layers, or regular expressions of benchmark names, to be shown with all their params.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--jar", paramLabel = "JAR", description = "Any JMH jar, instead of our own benchmarks.")
    private @Nullable Path jar;

    @Mixin
    private Where where = new Where();

    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Selection.check(names);
        PrintWriter out = output.out();
        JmhJar benchmarks = JmhJar.open(jar == null ? where.benchmarksJar(output.err()) : jar, launch.launching());
        List<JmhJar.Benchmark> chosen = new Selection(names, Map.of(), Preset.STANDARD).named(benchmarks);
        Map<String, List<JmhJar.Benchmark>> byClass = new LinkedHashMap<>();
        chosen.forEach(benchmark -> byClass.computeIfAbsent(benchmark.className(), name -> new ArrayList<>())
                .add(benchmark));
        String layer = "";
        for (Map.Entry<String, List<JmhJar.Benchmark>> one : byClass.entrySet()) {
            String itsLayer = benchmarks
                    .suite()
                    .layerOf(one.getKey())
                    .map(found -> found.name() + ": " + found.about())
                    .orElse("");
            if (!itsLayer.equals(layer)) {
                out.println(itsLayer);
                layer = itsLayer;
            }
            if (names.isEmpty()) {
                Wrapped.lines(
                                line(
                                        benchmarks.suite(),
                                        one.getKey(),
                                        one.getValue().size()),
                                Terminal.width(out),
                                QUESTIONS)
                        .forEach(out::println);
            } else {
                show(benchmarks.suite(), one.getKey(), one.getValue(), out);
            }
        }
        if (names.isEmpty() && !byClass.isEmpty()) {
            String first = byClass.keySet().iterator().next();
            out.println("Methods and params, also of a layer: " + Program.here().line("list " + simple(first)));
        }
        out.flush();
        return Labcoat.DONE;
    }

    private static String line(Suite suite, String className, int methods) {
        return suite.question(className)
                .map(question -> String.format(
                        Locale.ROOT, "%-" + QUESTIONS + "s%s", "  " + simple(className), question.question()))
                .orElseGet(() -> "  " + className + ", " + Counted.of(methods, "benchmark"));
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static void show(Suite suite, String className, List<JmhJar.Benchmark> benchmarks, PrintWriter out) {
        out.println("  " + className
                + suite.question(className)
                        .map(question -> ": " + question.question())
                        .orElse(""));
        for (JmhJar.Benchmark benchmark : benchmarks) {
            out.println("    " + benchmark.name().substring(className.length() + 1) + " [" + benchmark.mode() + "]");
            benchmark.params().forEach((name, values) -> out.println("      " + name + " = " + text(values)));
        }
    }

    private static String text(List<String> values) {
        return values.stream().allMatch(String::isEmpty) ? "(give it with -p)" : String.join(", ", values);
    }
}
