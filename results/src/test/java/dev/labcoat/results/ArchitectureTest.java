package dev.labcoat.results;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.labcoat.results.cli.Labcoat;
import dev.labcoat.results.git.GitRepository;
import dev.labcoat.results.jmh.JmhJar;
import dev.labcoat.results.machine.Host;
import dev.labcoat.results.process.ProcessTree;
import dev.labcoat.results.process.Strays;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.text.DecimalFormat;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses RESULTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.labcoat");

    @Test
    void theClassesOfThisModuleAreFound() {
        assertThat(RESULTS.contain("dev.labcoat.results.cli.Labcoat")).isTrue();
        assertThat(RESULTS.contain("dev.labcoat.results.ArchitectureTest")).isFalse();
    }

    @Test
    void arrowsRunFromTheCommandsDownToTheModel() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("dev.labcoat.results.cli..")
                .layer("publish")
                .definedBy("dev.labcoat.results.publish..")
                .layer("trend")
                .definedBy("dev.labcoat.results.trend..")
                .layer("experiment")
                .definedBy("dev.labcoat.results.experiment..")
                .layer("jmh")
                .definedBy("dev.labcoat.results.jmh..")
                .layer("profile")
                .definedBy("dev.labcoat.results.profile..")
                .layer("git")
                .definedBy("dev.labcoat.results.git..")
                .layer("machine")
                .definedBy("dev.labcoat.results.machine..")
                .layer("process")
                .definedBy("dev.labcoat.results.process..")
                .layer("verdict")
                .definedBy("dev.labcoat.results.verdict..")
                .layer("history")
                .definedBy("dev.labcoat.results.history..")
                .layer("fit")
                .definedBy("dev.labcoat.results.fit..")
                .layer("load")
                .definedBy("dev.labcoat.results.load..")
                .layer("files")
                .definedBy("dev.labcoat.results.files..")
                .layer("model")
                .definedBy("dev.labcoat.results.model..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("publish")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("trend")
                .mayOnlyBeAccessedByLayers("cli", "publish")
                .whereLayer("experiment")
                .mayOnlyBeAccessedByLayers("cli", "trend", "publish")
                .whereLayer("jmh")
                .mayOnlyBeAccessedByLayers("cli", "experiment")
                .whereLayer("profile")
                .mayOnlyBeAccessedByLayers("cli", "experiment")
                .whereLayer("git")
                .mayOnlyBeAccessedByLayers("cli", "experiment")
                .whereLayer("machine")
                .mayOnlyBeAccessedByLayers("cli", "experiment", "jmh", "git")
                .whereLayer("process")
                .mayOnlyBeAccessedByLayers("cli", "experiment", "jmh", "git")
                .whereLayer("verdict")
                .mayOnlyBeAccessedByLayers("cli", "trend", "publish", "experiment")
                .whereLayer("history")
                .mayOnlyBeAccessedByLayers("cli", "publish", "trend", "experiment")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("fit")
                .mayOnlyBeAccessedByLayers("publish")
                .check(RESULTS);
    }

    @Test
    void everyClassIsInAPackageOfTheDesign() {
        classes()
                .should()
                .resideInAnyPackage(
                        "dev.labcoat.results.cli..",
                        "dev.labcoat.results.publish..",
                        "dev.labcoat.results.trend..",
                        "dev.labcoat.results.experiment..",
                        "dev.labcoat.results.jmh..",
                        "dev.labcoat.results.profile..",
                        "dev.labcoat.results.git..",
                        "dev.labcoat.results.machine..",
                        "dev.labcoat.results.process..",
                        "dev.labcoat.results.verdict..",
                        "dev.labcoat.results.history..",
                        "dev.labcoat.results.fit..",
                        "dev.labcoat.results.load..",
                        "dev.labcoat.results.files..",
                        "dev.labcoat.results.model..")
                .check(RESULTS);
    }

    @Test
    void theModelDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.labcoat.results.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
                .check(RESULTS);
    }

    @Test
    void theAnswersKnowNeitherTheQuestionsNorTheFixtures() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.labcoat.fixtures..", "dev.labcoat.benchmarks..")
                .check(RESULTS);
    }

    @Test
    void onlyTheCommandsEndTheProgramOrSpeakToTheUser() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.labcoat.results.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(RESULTS);
    }

    /** Such as Arabic, in which a machine with 4 CPUs has another key. */
    @Test
    void nothingDependsOnTheLanguageOfTheUser() {
        noClasses()
                .should()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .orShould()
                .callConstructor(DecimalFormat.class, String.class)
                .check(RESULTS);
    }

    @Test
    void nothingReachesATerminalUnescaped() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.labcoat.results.cli.Terminal")
                .should()
                .callConstructorWhere(target(owner(equivalentTo(PrintWriter.class))))
                .check(RESULTS);
    }

    /**
     * A file that is read may be a pipe, a device or huge, and one that is written may fill the disk: who reads and writes must not
     * have to think of it. The kernel's own files are what they are, and jars and sources may have any size.
     */
    @Test
    void filesAreReadAndWrittenInOneWay() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.labcoat.results.files")
                .and()
                .doNotBelongToAnyOf(
                        Host.class, ProcessTree.class, Strays.class, GitRepository.class, JmhJar.class, Labcoat.class)
                .and()
                // It appends, and whoever reads it can do without.
                .doNotHaveSimpleName("ScriptLog")
                .and()
                .doNotHaveSimpleName("KernelSetting")
                .and()
                .doNotHaveSimpleName("OpenFiles")
                .and()
                // It runs in forks, with nothing else of ours.
                .doNotHaveSimpleName("JmhLauncher")
                .should()
                .callMethodWhere(target(owner(equivalentTo(Files.class)))
                        .and(target(nameMatching("read(AllBytes|AllLines|String)|lines|write|writeString"
                                + "|new(InputStream|OutputStream|BufferedReader|BufferedWriter)"))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(FileOutputStream.class)
                        .or(assignableTo(FileInputStream.class))
                        .or(assignableTo(RandomAccessFile.class)))))
                .check(RESULTS);
    }
}
