package io.ordeal.kit;

import static io.ordeal.kit.OrdealAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.store.RunFolder;
import io.ordeal.targets.Target;
import io.ordeal.targets.jvm.JvmLockTwoHoldersTarget;
import io.ordeal.targets.jvm.JvmRegisterTarget;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/** What becomes of tests that trials are run for, as whoever writes them sees it. */
class OrdealTestTest {
    @TempDir
    Path results;

    static final class Holds {
        final Target registers = new JvmRegisterTarget();

        @OrdealTest(
                targetFrom = "registers",
                workloads = {"register", "cas-register"},
                seeds = 7,
                time = "2s")
        void registers(TrialOutcome outcome, Verdict verdict, History history, RunFolder folder) {
            assertThat(outcome).holds();
            assertThat(verdict).holds();
            assertThat(history).isSameAs(outcome.history());
            assertThat(folder.reportFile()).exists();
        }
    }

    @Test
    void oneInvocationACombination() throws Exception {
        KitRun run = KitRun.of(Holds.class, results);
        assertThat(run.passed())
                .containsExactlyInAnyOrder(
                        "[1] register × no faults × seed 7", "[2] cas-register × no faults × seed 7");
        assertThat(results.resolve("jvm-register/register")).isDirectory();
        assertThat(run.told()).contains("worth = '0 violations in ").contains("verdict = 'valid'");
    }

    static final class OfAFile {
        @OrdealTest(
                targetFile = "examples/http-register/ordeal.yaml",
                workloads = "register",
                time = "10s",
                operationTimeout = "2s")
        void isStale(TrialOutcome outcome) {
            assertThat(outcome).breaks("nonlinearizable");
        }
    }

    /** Two nodes and clients that are no Java at all. */
    @Test
    void theTargetMayBeAFile() {
        KitRun run = KitRun.of(OfAFile.class, results);
        assertThat(run.everythingThrown()).isEmpty();
        assertThat(run.passed()).hasSize(1);
    }

    @OrdealTest(target = JvmLockTwoHoldersTarget.class, time = "1s", seeds = 3)
    static final class Breaks {
        @OrdealTest(workloads = "lock")
        void withoutParametersItMustHold() {}

        @OrdealTest(workloads = "lock")
        void norIfTheyShowNoVerdict(History history, RunFolder folder) {}

        @OrdealTest(workloads = "lock", concurrency = 8, wholeTime = true)
        void isCaught(TrialOutcome outcome) {
            assertThat(outcome).breaks("overlapping-holds").within(Duration.ofSeconds(5));
        }

        @OrdealTest(workloads = "lock")
        void isNotCaughtForAnotherThing(TrialOutcome outcome) {
            assertThat(outcome).breaks("release-by-other");
        }
    }

    @Test
    void aFailureShowsTheViolationAndWhatToTypeNext() throws Exception {
        KitRun run = KitRun.of(DiscoverySelectors.selectMethod(Breaks.class, "withoutParametersItMustHold"), results);
        assertThat(run.message("[1]"))
                .startsWith("expected that the promise is kept, but it is invalid: overlapping-holds")
                .contains("═ holds lock")
                .contains("report: " + results.resolve("jvm-lock-two-holders/lock"))
                .contains("next: ./ordeal replay " + results.resolve("jvm-lock-two-holders/lock"))
                .contains("seeds = 3");
    }

    /** Whoever takes the history alone has not seen that it is not valid. */
    @Test
    void aTestThatCannotHaveSeenTheVerdictNeedsAValidOne() {
        KitRun run = KitRun.of(
                DiscoverySelectors.selectMethod(Breaks.class, "norIfTheyShowNoVerdict", History.class, RunFolder.class),
                results);
        assertThat(run.message("[1]")).startsWith("expected that the promise is kept, but it is invalid");
    }

    @Test
    void whatIsFoundIsHeldAgainstWhatIsNamed() {
        KitRun run = KitRun.of(DiscoverySelectors.selectMethod(Breaks.class, "isCaught", TrialOutcome.class), results);
        assertThat(run.passed()).hasSize(1);
        KitRun other = KitRun.of(
                DiscoverySelectors.selectMethod(Breaks.class, "isNotCaughtForAnotherThing", TrialOutcome.class),
                results);
        assertThat(other.message("[1]"))
                .startsWith("expected that it shows release-by-other and nothing else, but it is");
    }

    @OrdealTest(target = JvmRegisterTarget.class, workloads = "register", time = "1ms")
    static final class TestsNothing {
        @OrdealTest
        void passesNever(TrialOutcome outcome) {}

        @OrdealTest(unknownAllowed = true)
        void orSaysSo(TrialOutcome outcome) {
            assertThat(outcome).unknownBecause("the run tested too little");
        }
    }

    @Test
    void aTrialThatTestedNothingFailsItsTest() {
        KitRun run = KitRun.of(TestsNothing.class, results);
        assertThat(run.passed()).hasSize(1);
        assertThat(run.failed()).hasSize(1);
        assertThat(run.message("[1]"))
                .startsWith("expected a verdict, but the trial tested nothing")
                .contains("the run tested too little");
    }

    @OrdealTest(target = JvmRegisterTarget.class, workloads = "register", time = "10m", concurrency = 2)
    static final class TooLong {
        @OrdealTest
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void isEnded() {}
    }

    @Test
    void aTimeoutEndsTheTrialAndKeepsItsFolder() throws Exception {
        KitRun run = KitRun.of(TooLong.class, results);
        assertThat(run.message("[1]")).startsWith("the trial was ended by its @Timeout of 300ms");
        try (var folders = Files.list(results.resolve("jvm-register/register"))) {
            assertThat(folders.map(folder -> folder.resolve("test.json")))
                    .allMatch(Files::exists)
                    .hasSize(1);
        }
    }

    static final class Wrong {
        static final Target REGISTERS = new JvmRegisterTarget();
        static final Object CLUSTER = "a cluster";

        @OrdealTest(target = JvmRegisterTarget.class)
        void noWorkload() {}

        @OrdealTest(workloads = "register")
        void noTarget() {}

        @OrdealTest(targetFrom = "REGISTER", workloads = "register")
        void misspeltField() {}

        @OrdealTest(targetFile = "ordeal.yml", workloads = "register")
        void noSuchFile() {}

        @OrdealTest(targetFile = "ordeal.yml", target = JvmRegisterTarget.class, workloads = "register")
        void toldTwice() {}

        @OrdealTest(targetFrom = "CLUSTER", workloads = "register")
        void noTargetThere() {}

        @OrdealTest(targetFrom = "REGISTERS", workloads = "registre")
        void misspeltWorkload() {}

        @OrdealTest(targetFrom = "REGISTERS", workloads = "register", faults = "partiton")
        void misspeltFault() {}

        @OrdealTest(targetFrom = "REGISTERS", workloads = "register", faults = "partition")
        void faultThatItDoesNotTake() {}

        @OrdealTest(targetFrom = "REGISTERS", workloads = "lock")
        void workloadThatItDoesNotServe() {}

        @OrdealTest(targetFrom = "REGISTERS", workloads = "register", time = "soon")
        void noDuration() {}
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noWorkload | workloads: none; expected some, such as workloads = \"lock\"",
                "noTarget | expected target = MyTarget.class",
                "misspeltField | there is no field or method 'REGISTER'; nearest first: REGISTERS",
                "noSuchFile | ordeal.yml",
                "toldTwice | leave one of them",
                "noTargetThere | CLUSTER is a java.lang.String; expected a io.ordeal.targets.Target",
                "misspeltWorkload | there is no workload 'registre'; nearest first: register",
                "misspeltFault | there is no fault 'partiton'; nearest first: partition",
                "faultThatItDoesNotTake | ask for client-pause",
                "workloadThatItDoesNotServe | has no clients for the workload lock; it can be tried with:"
                        + " cas-register, register",
                "noDuration | time: ",
            })
    void whatIsWrongWithAnAnnotationIsTold(String method, String told) {
        KitRun run = KitRun.of(DiscoverySelectors.selectMethod(Wrong.class, method), results);
        assertThat(run.everythingThrown())
                .contains("@OrdealTest of Wrong." + method)
                .contains(told);
    }
}
