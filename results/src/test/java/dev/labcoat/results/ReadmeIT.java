package dev.labcoat.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labcoat.results.Checkout.Ended;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a newcomer types: README.md and the pages of docs, from the first command to the last, in one checkout, so that each
 * finds what those before it have recorded.
 */
class ReadmeIT {

    /** What ends by itself has more time than it needs; of what would go on until it is decided, one pair is enough. */
    private static Map<String, String> environment(String command) {
        return Map.of(
                "LABCOAT_PRESET", "smoke",
                "LABCOAT_BUDGET", command.equals("./run-bench.sh") ? "40s" : "10m",
                "LABCOAT_PAIRS", "1");
    }

    @TempDir
    private static Path temporary;

    private static Checkout checkout;
    private static Pages pages;

    @BeforeAll
    static void checkOut() throws IOException {
        checkout = Checkout.in(Files.createDirectory(temporary.resolve("lab coat")));
        checkout.takeOverBuild();
        checkout.takeOverCommit();
        pages = Pages.in(checkout.folder());
    }

    @Test
    void everyCommandWorksInTheOrderOfThePages() throws IOException {
        makeJarsOfOthers();
        List<String> commands = new ArrayList<>(pages.commands());
        assertThat(commands).startsWith("./run-bench.sh", "./mvnw verify");
        assertThat(Files.readString(checkout.folder().resolve(".ci/run")))
                .as("this test cannot run itself, so it sees to it that CI does")
                .contains("./mvnw verify");
        commands.remove("./mvnw verify");
        // It continues a run that was stopped; here none was.
        commands.remove("./run-bench.sh run --resume");

        for (String command : commands) {
            Ended ended = checkout.run(environment(command), "bash", "-c", command);

            assertThat(ended.status()).as(command + "\n" + ended.output()).isZero();
            assertThat(ended.output()).as(command).isNotBlank();
        }
        assertThat(checkout.leftovers()).isEmpty();
    }

    /** Those that docs/foreign-jars.md names. */
    private static void makeJarsOfOthers() throws IOException {
        Path sources = Files.createDirectories(temporary.resolve("sources"));
        Files.writeString(sources.resolve("ParserBenchmark.java"), """
                package acme;

                import org.openjdk.jmh.annotations.Benchmark;
                import org.openjdk.jmh.annotations.Param;
                import org.openjdk.jmh.annotations.Scope;
                import org.openjdk.jmh.annotations.State;

                @State(Scope.Benchmark)
                public class ParserBenchmark {
                    @Param({"10", "100", "1000"})
                    public int size;

                    @Benchmark
                    public int parse() {
                        return Integer.parseInt("1".repeat(1 + size % 7));
                    }
                }
                """);
        Path jar = CompiledJar.of(List.of(sources), Files.createDirectory(temporary.resolve("jar")));
        // They are no change of this project.
        Files.writeString(checkout.folder().resolve(".git/info/exclude"), "/*.jar\n");
        for (String name : List.of("my-benchmarks.jar", "old.jar", "new.jar")) {
            Files.copy(jar, checkout.folder().resolve(name));
        }
    }

    @Test
    void everyExampleInJavaCompiles() throws IOException {
        List<String> examples = pages.blocks("java");
        assertThat(examples).isNotEmpty();
        Path classes = Files.createDirectory(temporary.resolve("classes"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        for (String example : examples) {
            String name = example.replaceFirst("(?s).*?public class (\\w+).*", "$1");
            Path file = Files.writeString(temporary.resolve(name + ".java"), example);
            StringWriter said = new StringWriter();
            try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
                String jar = checkout.folder()
                        .resolve("benchmarks/target/benchmarks.jar")
                        .toString();
                boolean compiled = javac.getTask(
                                said,
                                manager,
                                null,
                                List.of("-proc:none", "-cp", jar, "-d", classes.toString()),
                                null,
                                manager.getJavaFileObjects(file))
                        .call();
                assertThat(compiled).as(said.toString()).isTrue();
            }
        }
    }
}
