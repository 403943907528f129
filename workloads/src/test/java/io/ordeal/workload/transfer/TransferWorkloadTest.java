package io.ordeal.workload.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import io.ordeal.client.Outcomes;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferWorkloadTest {
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(3, 4, 2, 50, Duration.ofSeconds(10));
    private static final TransferWorkload WORKLOAD = new TransferWorkload();

    @Test
    void transfersThatAreDoneInBothOrNeitherAreValid() {
        List<Op> history = simulate(new MemoryBank(), 500);
        assertThat(judge(history)).isEqualTo(Verdict.valid());
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.FAIL)
                .extracting(Op::error)
                .contains("no such account", "insufficient funds");
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.OK && op.f().equals("recover"))
                .extracting(Op::value)
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.OK && op.f().equals("final-read"))
                .hasSize(2);
    }

    @Test
    void aCreditThatIsForgottenNowAndThenIsAPartialCommit() {
        MemoryBank forgetful = new MemoryBank() {
            @Override
            void make(String database, Transfer transfer) {
                if (transfer.id() % 7 != 0 || database.equals(transfer.debit().database())) {
                    super.make(database, transfer);
                }
            }
        };
        assertThat(judge(simulate(forgetful, 500)).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("partial-commit");
    }

    @Test
    void aRunOfAFewTransfersIsUnknown() {
        assertThat(judge(simulate(new MemoryBank(), 10)).isUnknown()).isTrue();
    }

    @Test
    void recoveryIsTriedAgainUntilItIsDone() {
        MemoryBank slow = new MemoryBank() {
            private int tries;

            @Override
            public void recover() throws Exception {
                if (tries++ < 20) {
                    throw new IOException("not now");
                }
            }
        };
        List<Op> history = simulate(slow, 500);
        assertThat(judge(history)).isEqualTo(Verdict.valid());
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.INFO && op.f().equals("recover"))
                .hasSize(20);
    }

    @Test
    void whatIsPreparedWhenRecoveryHasHadItsTimeIsInDoubt() {
        MemoryBank stuck = new MemoryBank() {
            @Override
            public void recover() throws Exception {
                throw new IOException("not now");
            }

            @Override
            List<Long> prepared(String database) {
                return database.equals("b") ? List.of(1_000_000L) : List.of();
            }
        };
        assertThat(judge(simulate(stuck, 500)).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("in-doubt");
    }

    @Test
    void whatIsMissingIsAnsweredWithWhyTransfersFailed() {
        HistoryBuilder none = new HistoryBuilder();
        HistoryBuilder lost = new HistoryBuilder();
        for (int i = 0; i < 5; i++) {
            none.add(new Op(2 * i, 2L * i, i, OpType.INVOKE, "transfer", null, null));
            none.add(new Op(2 * i + 1, 2L * i + 1, i, OpType.OK, "transfer", null, null));
            lost.add(new Op(2 * i, 2L * i, i, OpType.INVOKE, "transfer", null, null));
            lost.add(new Op(2 * i + 1, 2L * i + 1, i, OpType.INFO, "transfer", null, "connection refused"));
        }
        assertThat(new RefusedTransfers().missing(none.build()))
                .hasValueSatisfying(
                        advice -> assertThat(advice).contains("--time").doesNotContain("--rate"));
        assertThat(new RefusedTransfers().missing(lost.build()))
                .hasValueSatisfying(advice -> assertThat(advice)
                        .contains("all 5 :transfer", "connection refused")
                        .doesNotContain("--time"));
    }

    private static Verdict judge(List<Op> history) {
        HistoryBuilder builder = new HistoryBuilder();
        history.forEach(builder::add);
        return Checkers.judge(WORKLOAD.checker(OPTIONS), builder.build(), CheckContext.unlimited())
                .verdict();
    }

    private static List<Op> simulate(MemoryBank bank, int operations) {
        TransferOperations client = new TransferOperations(bank);
        WorkloadRun<TransferClient> run = WORKLOAD.start(OPTIONS);
        return new Simulation(OPTIONS.concurrency(), false, OPTIONS.seed())
                .run(
                        Generators.phases(
                                Generators.limit(operations, run.generator()),
                                Generators.timeLimit(run.finalPhaseAtMost(), run.finalGenerator())),
                        op -> new Simulation.Outcome(Duration.ofMillis(1), completion(client, op)));
    }

    private static Completion completion(TransferOperations client, Op op) {
        try {
            return client.invoke(new Invocation(op.f(), op.value()));
        } catch (Exception thrown) {
            return Outcomes.of(thrown, op.value());
        }
    }
}
