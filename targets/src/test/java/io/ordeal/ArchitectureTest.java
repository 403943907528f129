package io.ordeal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The boundaries that DESIGN names: {@code targets → workloads → harness → checkers}, and who may print. */
class ArchitectureTest {
    private static final String[] CHECKERS = {"io.ordeal.history..", "io.ordeal.checker..", "io.ordeal.names.."};
    private static final String[] TARGETS = {"io.ordeal.targets.*.."};
    /** Targets that files describe: of the harness, and of no system in particular. */
    private static final String DESCRIBED = "io.ordeal.targets.file..";

    private static final String[] WORKLOADS = {"io.ordeal.workload.*.."};

    /** All of the project's main classes: this module sees every other. */
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(ArchitectureTest::isMain)
            .importPackages("io.ordeal");

    private static boolean isMain(Location location) {
        return !location.contains("test-classes");
    }

    @Test
    void checkersKnowNothingOfTheRest() {
        noClasses()
                .that()
                .resideInAnyPackage(CHECKERS)
                .should()
                .dependOnClassesThat(inOrdealBut(CHECKERS))
                .check(ALL);
    }

    @Test
    void nobodyKnowsTheTargetsByName() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TARGETS)
                .or()
                .resideInAPackage(DESCRIBED)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(TARGETS)
                        .and(JavaClass.Predicates.resideOutsideOfPackage(DESCRIBED)))
                .check(ALL);
    }

    @Test
    void onlyTargetsKnowWorkloads() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ordeal.workload.*..", "io.ordeal.targets.*..")
                .or()
                .resideInAPackage(DESCRIBED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WORKLOADS)
                .check(ALL);
    }

    @Test
    void noPackageDependsOnItselfByWayOfOthers() {
        slices().matching("io.ordeal.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ordeal.cli")
                // what a server prints is its log
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace", PrintStream.class)
                .check(ALL);
    }

    @Test
    void onlyMainEndsTheJvm() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.ordeal.cli.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(ALL);
    }

    @Test
    void everyPackageOpensWithAnEssay() {
        classes().should(liveInADescribedPackage()).check(ALL);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> inOrdealBut(String... packages) {
        return JavaClass.Predicates.resideInAPackage("io.ordeal..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(packages));
    }

    private static ArchCondition<JavaClass> liveInADescribedPackage() {
        return new ArchCondition<>("live in a package with a package-info that is null-marked") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                boolean marked = javaClass.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
                events.add(new SimpleConditionEvent(
                        javaClass, marked, javaClass.getPackageName() + " of " + javaClass.getName()));
            }
        };
    }
}
