package io.ordeal.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.fault.schedule.Schedule;
import io.ordeal.fault.schedule.ScheduleFile;
import io.ordeal.store.RunOptions;
import io.ordeal.store.RunSpec;
import io.ordeal.trial.Catalog;
import io.ordeal.trial.Trial;
import io.ordeal.trial.TrialListener;
import io.ordeal.trial.TrialOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedules in {@code targets/schedules}, each of which brings a known defect about. */
class SchedulesTest {
    @TempDir
    Path results;

    private static RunOptions options(Duration time, int rate, int concurrency) {
        RunOptions d = RunOptions.DEFAULT;
        return new RunOptions(
                time,
                rate,
                concurrency,
                d.faultInterval(),
                d.operationTimeout(),
                d.cluster(),
                d.endpoints(),
                40,
                d.operationsPerKey(),
                d.toxiproxy());
    }

    private TrialOutcome run(
            String file, String target, String workload, RunOptions options, Map<String, String> versions)
            throws Exception {
        Schedule schedule = ScheduleFile.read(Files.readString(Path.of("schedules", file)));
        RunSpec spec = new RunSpec(RunSpec.SCHEMA, target, workload, List.of(), options, 1, versions);
        return new Trial(spec.withSchedule(schedule), Catalog.onClassPath(), results, TrialListener.none()).run();
    }

    /** A machine that is very busy may keep the schedule from coming to pass: then the verdict says that. */
    @Tag("long")
    @Test
    void zookeeper393LosesWhatItAcknowledged() throws Exception {
        TrialOutcome outcome = run(
                "zookeeper-4925.yaml",
                "zookeeper-five-register-sync",
                "register",
                options(Duration.ofSeconds(35), 30, RunOptions.DEFAULT.concurrency()),
                Map.of("zookeeper", "3.9.3"));

        assertThat(outcome.report().result().verdict().isValid()).isFalse();
        assertThat(outcome.report().expectation().orElseThrow().outcome()).isEqualTo("may-break(nonlinearizable)");
    }

    /** Likewise. */
    @Tag("long")
    @Test
    void kafka431LosesACommitThatItAcknowledged() throws Exception {
        TrialOutcome outcome = run(
                "kafka-20734-lost.yaml",
                "kafka-two-brokers",
                "outbox",
                options(Duration.ofSeconds(25), 20, 4),
                Map.of("kafka", "4.3.1"));

        assertThat(outcome.report().result().verdict().isValid()).isFalse();
        assertThat(outcome.report().expectation().orElseThrow().outcome())
                .isEqualTo("may-break(unexpected or lost or hanging-transaction)");
    }
}
