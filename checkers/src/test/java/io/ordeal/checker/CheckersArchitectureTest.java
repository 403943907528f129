package io.ordeal.checker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know of what. A rule that matches no class fails, as ArchUnit has it by default. */
class CheckersArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ordeal.history", "io.ordeal.checker", "io.ordeal.names");

    @Test
    void checkersKnowNothingOfTheRest() {
        classes()
                .that()
                .resideInAPackage("io.ordeal..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.ordeal.history..",
                        "io.ordeal.checker..",
                        "io.ordeal.names..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify.annotations..",
                        "java..")
                .check(classes);
    }

    @Test
    void historiesKnowNothingOfCheckers() {
        noClasses()
                .that()
                .resideInAPackage("io.ordeal.history..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ordeal.checker..")
                .check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.ordeal.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void nobodyPrints() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
    }
}
