package dev.labcoat.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class ArchitectureTest {

    private static final Pattern CLASS_JAVADOC =
            Pattern.compile("/\\*\\*(.*?)\\*/\\s*(?:@[^\\n]*\\n[^/]*?)*public class", Pattern.DOTALL);

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages("dev.labcoat.benchmarks");

    @Test
    void benchmarksKnowNoServerAndNoResults() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.undertow..",
                        "org.xnio..",
                        "org.eclipse.jetty..",
                        "org.conscrypt..",
                        "dev.labcoat.results..")
                .check(classes);
    }

    @Test
    void aClassWithBenchmarksIsCalledOne() {
        methods()
                .that()
                .areAnnotatedWith(Benchmark.class)
                .should()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Benchmark")
                .check(classes);
    }

    @Test
    void aBenchmarkExplainsItselfInFourSentencesOfWhichTheLastIsItsCommand() throws IOException {
        List<JavaClass> benchmarks = classes.stream()
                .filter(type -> type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Benchmark.class)))
                .toList();
        assertThat(benchmarks).isNotEmpty();
        for (JavaClass benchmark : benchmarks) {
            String source = Files.readString(
                    Path.of("src/main/java", benchmark.getName().replace('.', '/') + ".java"));
            Matcher javadoc = CLASS_JAVADOC.matcher(source);
            assertThat(javadoc.find()).as(benchmark.getName()).isTrue();
            String text = javadoc.group(1).replaceAll("\\s*\\n \\*\\s*", " ").strip();
            assertThat(text.split("\\.(?= [A-Z])|\\.$", -1)).as(text).hasSize(5);
            assertThat(text).endsWith("{@code ./run-bench.sh run " + benchmark.getSimpleName() + "}.");
        }
    }
}
