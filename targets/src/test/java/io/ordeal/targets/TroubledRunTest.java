package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Verdict;
import io.ordeal.history.Op;
import io.ordeal.store.RunFolder;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.toxiproxy.ToxiproxyOptions;
import io.ordeal.toxiproxy.ToxiproxyServer;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Judge;
import io.ordeal.trial.RefusedRunException;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something goes wrong that no fault has asked for: it is told, and what was recorded is judged none the less. */
class TroubledRunTest {
    private static final Duration TIME = Duration.ofSeconds(6);

    @TempDir
    private Path results;

    @Test
    void whatCannotBeHealedIsToldAndTheHistoryJudged() throws Exception {
        try (ToxiproxyServer proxies = ToxiproxyServer.start(ToxiproxyOptions.embedded(1))) {
            TrialOutcome outcome = run(
                    List.of("partition:one:hold"),
                    Optional.of("127.0.0.1:" + proxies.port()),
                    event -> event.f().equals("start-partition") && event.value() instanceof Map,
                    proxies::close);
            assertThat(outcome.report().operations()).isPositive();
            assertThat(outcome.report().result().verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Unknown.class,
                            unknown -> assertThat(unknown.cause()).contains("not everything could be healed"));
            assertThat(judgedAgain(outcome.folder()).verdict())
                    .isEqualTo(outcome.report().result().verdict());
        }
    }

    @Test
    void aServerThatEndsByItselfIsToldEverywhere() throws Exception {
        TrialOutcome outcome = run(
                List.of(),
                Optional.empty(),
                event -> event.index() == 200,
                // as something outside of the run would
                () -> ProcessHandle.current()
                        .descendants()
                        .filter(process -> process.info().command().orElse("").contains("redis-server"))
                        .forEach(ProcessHandle::destroyForcibly));
        assertThat(outcome.report().result().notes())
                .anySatisfy(note -> assertThat(note)
                        .contains("on node n1 ended by itself at")
                        .contains("exit code 137, and no fault had killed it")
                        .contains("its log is nodes/n1/"));
        assertThat(judgedAgain(outcome.folder()).notes())
                .isEqualTo(outcome.report().result().notes());
        for (Path told :
                List.of(outcome.folder().verdictFile(), outcome.folder().reportFile())) {
            assertThat(Files.readString(told)).contains("ended by itself at");
        }
    }

    @Test
    void whatCannotBeFeltIsRefusedAndNothingIsStarted() {
        assertThatThrownBy(() -> new Trial(
                                new RunSpec(
                                        RunSpec.SCHEMA,
                                        "redis-sentinel-register",
                                        "register",
                                        List.of("client-pause:point", "kill-coordinator"),
                                        RunOptions.DEFAULT,
                                        1,
                                        Map.of()),
                                Catalog.onClassPath(),
                                results,
                                TrialListener.none())
                        .run())
                .isInstanceOf(RefusedRunException.class)
                .hasMessageContaining("client-pause:point needs")
                .hasMessageContaining("kill-coordinator needs")
                .hasMessageContaining("ask for kill, pause or partition");
        assertThat(results).isEmptyDirectory();
    }

    private static CheckResult judgedAgain(RunFolder folder) throws Exception {
        return Judge.judgeRun(folder, Catalog.onClassPath(), CheckContext.unlimited())
                .report()
                .result();
    }

    /** A run of a lock on Redis, into which something breaks once, at an event. */
    private TrialOutcome run(List<String> faults, Optional<String> toxiproxy, Predicate<Op> when, Runnable trouble)
            throws Exception {
        RunOptions usual = RunOptions.DEFAULT;
        RunOptions options = new RunOptions(
                TIME,
                usual.rate(),
                usual.concurrency(),
                Duration.ofSeconds(2),
                usual.operationTimeout(),
                usual.cluster(),
                usual.endpoints(),
                usual.keys(),
                usual.operationsPerKey(),
                toxiproxy);
        return new Trial(
                        new RunSpec(RunSpec.SCHEMA, "redis-token", "lock", faults, options, 1, Map.of()),
                        Catalog.onClassPath(),
                        results,
                        new TroubleMaker(when, trouble))
                .run();
    }

    private static final class TroubleMaker implements TrialListener {
        private final Predicate<Op> when;
        private final Runnable trouble;
        private final AtomicBoolean made = new AtomicBoolean();

        TroubleMaker(Predicate<Op> when, Runnable trouble) {
            this.when = when;
            this.trouble = trouble;
        }

        @Override
        public void event(Op op) {
            if (when.test(op) && made.compareAndSet(false, true)) {
                // events are told under the runner's lock
                new Thread(trouble, "trouble").start();
            }
        }
    }
}
