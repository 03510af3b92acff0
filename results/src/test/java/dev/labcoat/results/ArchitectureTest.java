package dev.labcoat.results;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
                .layer("record")
                .definedBy("dev.labcoat.results.record..")
                .optionalLayer("compare")
                .definedBy("dev.labcoat.results.compare..")
                .layer("trend")
                .definedBy("dev.labcoat.results.trend..")
                .layer("publish")
                .definedBy("dev.labcoat.results.publish..")
                .layer("history")
                .definedBy("dev.labcoat.results.history..")
                .layer("fit")
                .definedBy("dev.labcoat.results.fit..")
                .layer("model")
                .definedBy("dev.labcoat.results.model..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("record")
                .mayOnlyBeAccessedByLayers("cli", "compare")
                .whereLayer("compare")
                .mayOnlyBeAccessedByLayers("cli", "trend", "publish")
                .whereLayer("trend")
                .mayOnlyBeAccessedByLayers("cli", "publish")
                .whereLayer("publish")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("fit")
                .mayOnlyBeAccessedByLayers("publish")
                .whereLayer("history")
                .mayOnlyBeAccessedByLayers("cli", "record", "compare", "trend", "publish")
                .check(RESULTS);
    }

    @Test
    void everyClassIsInAPackageOfTheDesign() {
        classes()
                .should()
                .resideInAnyPackage(
                        "dev.labcoat.results.cli..",
                        "dev.labcoat.results.record..",
                        "dev.labcoat.results.compare..",
                        "dev.labcoat.results.publish..",
                        "dev.labcoat.results.trend..",
                        "dev.labcoat.results.fit..",
                        "dev.labcoat.results.history..",
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
}
