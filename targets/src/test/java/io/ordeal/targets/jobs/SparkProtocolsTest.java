package io.ordeal.targets.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.job.JobOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocols on a real Spark inside this JVM: what is there when a job is done, when it has failed, and when its driver dies. */
@Tag("systems")
class SparkProtocolsTest {
    private static final List<Long> INPUT = LongStream.range(100, 112).boxed().toList();

    /** Thrown at a step, in the place of a death. */
    private static final class DeathException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path folder;

    private Driver driver(Protocol protocol, Driver.Listener listener) throws Exception {
        Driver.Loaded loaded = Driver.Loaded.load(SparkSoftware.DRIVER, SparkSoftware.classPath());
        return Driver.open(
                loaded,
                Map.of(
                        "spark.master",
                        "local[2,2]",
                        "spark.app.name",
                        "test",
                        "spark.ui.enabled",
                        "false",
                        "spark.driver.host",
                        "127.0.0.1",
                        "spark.driver.bindAddress",
                        "127.0.0.1",
                        "spark.local.dir",
                        folder.toString()),
                protocol.settings(),
                listener);
    }

    private DrivenJobs jobs(Protocol protocol, Driver.Listener listener) {
        return new DrivenJobs(() -> driver(protocol, listener), new Outputs(folder));
    }

    private JobOutput output(DrivenJobs jobs, long job) throws Exception {
        return jobs.outputs().stream()
                .filter(output -> output.job() == job)
                .findFirst()
                .orElse(new JobOutput(job, false, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDoneIsWholeAndOfWhatFailedTheFirstAloneLeavesNothing(Protocol protocol) throws Exception {
        try (DrivenJobs jobs = jobs(protocol, step -> {})) {
            jobs.run(1, INPUT);
            assertThat(output(jobs, 1).marked()).isTrue();
            assertThat(output(jobs, 1).records()).containsExactlyInAnyOrderElementsOf(INPUT);
            jobs.doomed(2, INPUT);
            assertThat(output(jobs, 2).marked()).isFalse();
            if (protocol == Protocol.V1) {
                assertThat(output(jobs, 2).records()).isEmpty();
            } else {
                assertThat(output(jobs, 2).records()).isNotEmpty();
            }
        }
    }

    @Test
    void ofAJobThatHasBegunToCommitNobodyKnows() throws Exception {
        Driver.Listener dies = step -> {
            if (step.equals("committed")) {
                throw new DeathException();
            }
        };
        try (DrivenJobs jobs = jobs(Protocol.V1, dies)) {
            assertThatThrownBy(() -> jobs.run(1, INPUT)).isNotInstanceOf(DefiniteFailure.class);
            assertThat(output(jobs, 1).records()).hasSameSizeAs(INPUT);
        }
    }

    @Test
    void aDriverThatDoesNotStartRunsNothing() throws Exception {
        Outputs outputs = new Outputs(folder);
        try (DrivenJobs jobs = new DrivenJobs(
                () -> {
                    throw new IllegalStateException("no master");
                },
                outputs)) {
            assertThatThrownBy(() -> jobs.run(1, INPUT))
                    .isInstanceOf(DefiniteFailure.class)
                    .hasMessageContaining("no master");
        }
    }
}
