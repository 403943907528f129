package io.ordeal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Checker;
import io.ordeal.client.Client;
import io.ordeal.store.RunOptions;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The numbers by which runs are kept apart in a system that is not the harness' own. */
class RunNumbersTest {
    /** Notes with which numbers it was asked. */
    private record Noting(List<Long> numbers) implements Workload<AutoCloseable> {
        @Override
        public String name() {
            return "noting";
        }

        @Override
        public String promise() {
            return "None.";
        }

        @Override
        public Class<AutoCloseable> clientType() {
            return AutoCloseable.class;
        }

        @Override
        public WorkloadRun<AutoCloseable> start(WorkloadOptions options) {
            throw new AssertionError("it is not run");
        }

        @Override
        public Checker checker(WorkloadOptions options) {
            throw new AssertionError("it is not judged");
        }

        @Override
        public Optional<UnaryOperator<Client>> apart(long run) {
            numbers.add(run);
            return Optional.of(client -> client);
        }
    }

    /** A suite's rules about the client are over in a moment, and leave what the trial after them would take for its own. */
    @Test
    void runsThatBeginWithinASecondHaveNumbersOfTheirOwn() {
        Noting workload = new Noting(new ArrayList<>());
        RunOptions options = RunOptions.DEFAULT.withEndpoints(List.of("127.0.0.1:1"));
        for (int i = 0; i < 5; i++) {
            TrialClients.apart(workload, options);
        }
        assertThat(workload.numbers()).hasSize(5).doesNotHaveDuplicates().isSorted();
        TrialClients.apart(workload, RunOptions.DEFAULT);
        assertThat(workload.numbers()).as("what the harness starts is empty").hasSize(5);
    }
}
