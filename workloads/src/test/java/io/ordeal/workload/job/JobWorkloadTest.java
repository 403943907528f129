package io.ordeal.workload.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JobWorkloadTest {
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(5, 3, 1, 50, Duration.ofSeconds(10));

    @Test
    void whatCommitsInOneStepIsValid() {
        List<Op> history = simulate(new Cluster(0, false, 0), 200);
        assertThat(judge(history)).isEqualTo(Verdict.valid());
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.INVOKE && op.f().equals("doomed"))
                .hasSizeBetween(15, 60);
    }

    @Test
    void jobsHaveIdsOfTheirOwnAndSoHaveTheirRecords() {
        Set<Object> jobs = new HashSet<>();
        Set<Object> records = new HashSet<>();
        for (Op op : simulate(new Cluster(0, false, 0), 200)) {
            if (op.type() == OpType.INVOKE && op.value() instanceof List<?> pair) {
                assertThat(jobs.add(pair.get(0))).as("%s", op).isTrue();
                for (Object record : (List<?>) pair.get(1)) {
                    assertThat(records.add(record)).as("%s", op).isTrue();
                }
            }
        }
        assertThat(jobs).hasSizeGreaterThan(100);
    }

    @Test
    void aRecordThatIsWrittenTwiceNowAndThenIsCaught() {
        assertThat(judge(simulate(new Cluster(9, false, 0), 200)).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("duplicated");
    }

    @Test
    void whatAFailedJobLeavesIsCaught() {
        assertThat(judge(simulate(new Cluster(0, true, 0), 200)).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("partial-output");
    }

    @Test
    void theLastReadingsAreTriedUntilOneIsOkAndMadeTwice() {
        List<Op> history = simulate(new Cluster(0, false, 5), 60);
        assertThat(judge(history)).isEqualTo(Verdict.valid());
        int last = history.stream()
                .filter(op -> !op.f().equals("outputs"))
                .mapToInt(Op::index)
                .max()
                .orElseThrow();
        assertThat(history)
                .filteredOn(op -> op.index() > last && op.type() != OpType.INVOKE)
                .extracting(op -> op.type().wire())
                .endsWith("ok", "ok");
    }

    @Test
    void aRunOfAFewJobsIsUnknown() {
        assertThat(judge(simulate(new Cluster(0, false, 0), 4)).isUnknown()).isTrue();
    }

    private static Verdict judge(List<Op> history) {
        HistoryBuilder builder = new HistoryBuilder();
        history.forEach(builder::add);
        return Checkers.judge(new JobWorkload().checker(OPTIONS), builder.build(), CheckContext.unlimited())
                .verdict();
    }

    private static List<Op> simulate(Cluster cluster, int operations) {
        WorkloadRun<JobClient> run = new JobWorkload().start(OPTIONS);
        JobOperations client = new JobOperations(cluster);
        return new Simulation(OPTIONS.concurrency(), false, OPTIONS.seed())
                .run(
                        Generators.phases(Generators.limit(operations, run.generator()), run.finalGenerator()),
                        invocation -> new Simulation.Outcome(
                                Duration.ofNanos(100_000 + invocation.index() % 7), completion(client, invocation)));
    }

    private static Completion completion(JobOperations client, Op invocation) {
        try {
            return client.invoke(new Invocation(invocation.f(), invocation.value()));
        } catch (DefiniteFailure failure) {
            return Completion.fail(invocation.value(), String.valueOf(failure.getMessage()));
        } catch (Exception unknown) {
            return Completion.info(invocation.value(), String.valueOf(unknown.getMessage()));
        }
    }

    /** Writes a job's output at once. */
    private static final class Cluster implements JobClient {
        private final int twiceOneOf;
        private final boolean leavesParts;
        private final Map<Long, JobOutput> outputs = new TreeMap<>();
        private int unreadable;

        /**
         * @param twiceOneOf of so many jobs one has a record twice; 0 = none
         * @param leavesParts whether a doomed job leaves what it wrote
         * @param unreadable so many readings fail at first
         */
        Cluster(int twiceOneOf, boolean leavesParts, int unreadable) {
            this.twiceOneOf = twiceOneOf;
            this.leavesParts = leavesParts;
            this.unreadable = unreadable;
        }

        @Override
        public void run(long job, List<Long> input) {
            List<Object> records = new ArrayList<>(input);
            if (twiceOneOf > 0 && job % twiceOneOf == 0) {
                records.add(input.get(0));
            }
            outputs.put(job, new JobOutput(job, true, records));
        }

        @Override
        public void doomed(long job, List<Long> input) {
            if (leavesParts) {
                outputs.put(job, new JobOutput(job, false, new ArrayList<>(input.subList(0, 2))));
            }
        }

        @Override
        public List<JobOutput> outputs() throws DefiniteFailure {
            if (unreadable-- > 0) {
                throw new DefiniteFailure("a file is gone");
            }
            return List.copyOf(outputs.values());
        }
    }
}
