package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckResult;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues, sets and counters of real servers: those that forget what they hand out lose it, the others do not. */
class QueuesOnServersTest {
    private static final long SEED = 11;

    @TempDir
    Path results;

    /** Stopped three times, each while an element is asked for, for longer than anybody waits for it. */
    @ParameterizedTest
    @ValueSource(strings = {"redis-queue", "postgres-queue-delete"})
    void whatIsForgottenWhenItIsHandedOutIsLost(String target) throws Exception {
        CheckResult result = run(
                target,
                "queue",
                List.of(
                        "a=pause@after=20:enqueue+open=dequeue..for=3s",
                        "b=pause@ended=a+after=20:enqueue+open=dequeue..for=3s",
                        "c=pause@ended=b+after=20:enqueue+open=dequeue..for=3s"),
                Duration.ofSeconds(14));
        assertThat(result.verdict().anomaliesOrNone())
                .as("seed %d: %s", SEED, result)
                .extracting(Anomaly::type)
                .contains("lost");
    }

    @ParameterizedTest
    @CsvSource({
        "redis-queue-reliable, queue, pause",
        "postgres-queue, queue, pause",
        "redis-set, set, reset",
        "redis-set, counter, reset"
    })
    void whatIsKeptUntilItIsAcknowledgedIsNot(String target, String workload, String fault) throws Exception {
        CheckResult result = run(target, workload, List.of(fault), Duration.ofSeconds(5));
        assertThat(result.verdict().isValid()).as("seed %d: %s", SEED, result).isTrue();
    }

    /** It ends at the first violation. */
    private CheckResult run(String target, String workload, List<String> faults, Duration time) throws Exception {
        RunOptions options = RunOptions.DEFAULT
                .withTime(time)
                .withFaultInterval(Duration.ofSeconds(2))
                .withStopOnViolation(true);
        RunSpec spec = new RunSpec(RunSpec.SCHEMA, target, workload, faults, options, SEED, Map.of());
        return new Trial(spec, Catalog.onClassPath(), results, TrialListener.none())
                .run()
                .report()
                .result();
    }
}
