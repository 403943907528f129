package io.ordeal.targets;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Verdict;
import io.ordeal.history.Op;
import io.ordeal.store.Interruption;
import io.ordeal.store.Interruption.During;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialInterruptedException;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a signal ends says so wherever it speaks, and claims nothing for the time that it did not have. */
class InterruptedRunTest {
    private static final Duration NEVER_REACHED = Duration.ofMinutes(10);

    @TempDir
    private Path results;

    @Test
    void aMainPhaseThatIsCutShortIsUnknownAndToldEverywhere() throws Exception {
        TrialOutcome outcome = stopped("jvm-register", "register", NEVER_REACHED, (phase, ops) -> ops > 1_000);
        assertThat(cut(outcome.folder()).during()).isEqualTo(During.MAIN_PHASE);
        String sentence = cut(outcome.folder()).sentence(NEVER_REACHED);
        assertThat(sentence).startsWith("the run was interrupted after ").contains(" of the 10m of its main phase");
        assertThat(outcome.report().result().verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.cause()).contains(sentence));
        RunFolder folder = outcome.folder();
        for (Path told : List.of(folder.verdictFile(), folder.reportFile(), folder.logFile())) {
            assertThat(Files.readString(told)).contains(sentence);
        }
        assertThat(Judge.judgeRun(folder, Catalog.onClassPath(), CheckContext.unlimited())
                        .report()
                        .result()
                        .verdict())
                .isEqualTo(outcome.report().result().verdict());
    }

    @Test
    void lastOperationsThatAreCutShortAreTold() throws Exception {
        TrialOutcome outcome = stopped(
                "jvm-transactions",
                "list-append",
                Duration.ofSeconds(2),
                (phase, ops) -> phase.equals("last operations"));
        assertThat(cut(outcome.folder()).sentence(Duration.ofSeconds(2)))
                .isEqualTo("the run was interrupted while it made its last operations");
        assertThat(outcome.report().result().verdict().isUnknown()).isTrue();
    }

    @Test
    void aRunEndsAtItsFirstViolationIfItIsAskedTo() throws Exception {
        RunOptions options = options(NEVER_REACHED).withStopOnViolation(true);
        RunSpec spec =
                new RunSpec(RunSpec.SCHEMA, "jvm-register-stale-read", "register", List.of(), options, 1, Map.of());
        TrialOutcome outcome = new Trial(spec, Catalog.onClassPath(), results, TrialListener.none()).run();
        assertThat(outcome.report().result().verdict().isInvalid()).isTrue();
        assertThat(cut(outcome.folder()).during()).isEqualTo(During.FIRST_VIOLATION);
        assertThat(outcome.report().result().notes().get(0))
                .startsWith("the run was ended at its first violation, as --stop-on-violation asks, after ")
                .endsWith(" of the 10m of its main phase");
        assertThat(outcome.history().ops())
                .as("it was healed as ever")
                .anyMatch(op -> op.f().equals("heal"));
    }

    @Test
    void whatIsFoundInAnInterruptedRunIsFound() throws Exception {
        TrialOutcome outcome = stopped("jvm-lock-two-holders", "lock", NEVER_REACHED, (phase, ops) -> ops > 2_000);
        assertThat(outcome.report().result().verdict().isInvalid()).isTrue();
        assertThat(outcome.report().result().notes())
                .anySatisfy(note -> assertThat(note).startsWith("the run was interrupted"));
    }

    /** Nobody failed, and nothing is known: no report of the harness' own fault, no operation, no server left. */
    @Test
    void aRunThatIsStoppedWhileItStartsIsNoFault() {
        isNoFaultWhenItIsStoppedAsItStarts("zookeeper-fenced", "lock", "starting 3 nodes");
    }

    /** Nothing waits there, so that whoever stops it interrupts what comes after the start. */
    @Test
    void aRunThatIsStoppedAtTheEndOfItsStartIsNoFault() {
        isNoFaultWhenItIsStoppedAsItStarts("jvm-register", "register", "starting");
    }

    private void isNoFaultWhenItIsStoppedAsItStarts(String target, String workload, String during) {
        AtomicReference<Trial> trial = new AtomicReference<>();
        trial.set(new Trial(
                new RunSpec(RunSpec.SCHEMA, target, workload, List.of(), RunOptions.DEFAULT, 1, Map.of()),
                Catalog.onClassPath(),
                results,
                new TrialListener() {
                    @Override
                    public void phase(String what) {
                        requireNonNull(trial.get()).stop();
                    }
                }));
        assertThatThrownBy(() -> requireNonNull(trial.get()).run())
                .isInstanceOfSatisfying(
                        TrialInterruptedException.class,
                        interrupted ->
                                assertThat(interrupted.folder().reportFile()).doesNotExist())
                .hasMessageContaining("interrupted while " + during);
    }

    private Interruption cut(RunFolder folder) throws Exception {
        return folder.readSpec().interruption().orElseThrow();
    }

    private static RunOptions options(Duration time) {
        RunOptions usual = RunOptions.DEFAULT;
        return new RunOptions(
                time,
                0,
                usual.concurrency(),
                usual.faultInterval(),
                usual.operationTimeout(),
                usual.cluster(),
                usual.endpoints(),
                usual.keys(),
                usual.operationsPerKey(),
                usual.toxiproxy());
    }

    /** A run that is stopped as soon as its phase and the number of its events ask for it. */
    private TrialOutcome stopped(String target, String workload, Duration time, BiPredicate<String, Integer> when)
            throws Exception {
        RunOptions options = options(time);
        AtomicReference<Trial> trial = new AtomicReference<>();
        trial.set(new Trial(
                new RunSpec(RunSpec.SCHEMA, target, workload, List.of(), options, 1, Map.of()),
                Catalog.onClassPath(),
                results,
                new StoppingListener(trial, when)));
        return requireNonNull(trial.get()).run();
    }

    private static final class StoppingListener implements TrialListener {
        private final AtomicReference<Trial> trial;
        private final BiPredicate<String, Integer> when;
        private volatile String phase = "";
        private final AtomicInteger events = new AtomicInteger();

        StoppingListener(AtomicReference<Trial> trial, BiPredicate<String, Integer> when) {
            this.trial = trial;
            this.when = when;
        }

        @Override
        public void phase(String what) {
            phase = what;
        }

        @Override
        public void event(Op op) {
            if (when.test(phase, events.incrementAndGet())) {
                requireNonNull(trial.get()).stop();
            }
        }
    }
}
