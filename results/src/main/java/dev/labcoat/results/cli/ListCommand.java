package dev.labcoat.results.cli;

import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.model.Suite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what can be measured. */
@Command(
        name = "list",
        description = "Lists layers, benchmarks with their questions, and params with their values.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Option(names = "--jar", paramLabel = "JAR", description = "Any JMH jar, instead of our own benchmarks.")
    private @Nullable Path jar;

    @Mixin
    private Where where = new Where();

    @Mixin
    private LaunchOptions launch = new LaunchOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        PrintWriter out = spec.commandLine().getOut();
        JmhJar benchmarks =
                JmhJar.open(jar == null ? where.benchmarksJar(spec.commandLine().getErr()) : jar, launch.launching());
        String layer = "";
        String className = "";
        for (JmhJar.Benchmark benchmark : benchmarks.benchmarks()) {
            Suite suite = benchmarks.suite();
            String itsLayer = suite.layerOf(benchmark.className())
                    .map(found -> found.name() + ": " + found.about())
                    .orElse("");
            if (!itsLayer.equals(layer)) {
                out.println(itsLayer);
                layer = itsLayer;
            }
            if (!benchmark.className().equals(className)) {
                className = benchmark.className();
                out.println("  " + className
                        + suite.question(className)
                                .map(q -> ": " + q.question())
                                .orElse(""));
            }
            out.println("    " + benchmark.name().substring(className.length() + 1) + " [" + benchmark.mode() + "]");
            benchmark.params().forEach((name, values) -> out.println("      " + name + " = " + text(values)));
        }
        out.flush();
        return Labcoat.DONE;
    }

    private static String text(List<String> values) {
        return values.stream().allMatch(String::isEmpty) ? "(give it with -p)" : String.join(", ", values);
    }
}
