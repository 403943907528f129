package io.ordeal.workload.outbox;

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
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxWorkloadTest {
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(5, 4, 1, 50, Duration.ofSeconds(10));

    @Test
    void anApplicationThatKeepsRowAndMessageTogetherIsValid() {
        List<Op> history = simulate(new Application(0, 0), 500);
        assertThat(judge(history)).isEqualTo(Verdict.valid());
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.INVOKE && op.value() != null)
                .extracting(Op::value)
                .doesNotHaveDuplicates();
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.INVOKE && op.f().equals("abandon"))
                .hasSizeBetween(20, 80);
    }

    @Test
    void oneThatForgetsAMessageNowAndThenIsCaught() {
        assertThat(judge(simulate(new Application(50, 0), 500)).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("lost");
    }

    @Test
    void theLastReadingsAreTriedUntilNothingIsOutstandingAndComeInTheirOrder() {
        List<Op> history = simulate(new Application(0, 5), 500);
        assertThat(judge(history)).isEqualTo(Verdict.valid());
        assertThat(history)
                .filteredOn(op -> op.value() != null || op.type() == OpType.FAIL)
                .filteredOn(op -> op.f().equals("rows") || op.f().equals("drain"))
                .extracting(op -> op.f() + " " + op.type().wire())
                .containsExactly(
                        "rows ok",
                        "drain fail",
                        "drain fail",
                        "drain fail",
                        "drain fail",
                        "drain fail",
                        "drain ok",
                        "rows ok");
    }

    @Test
    void oneWhoseMessagesAreOutstandingForEverIsUnknown() {
        assertThat(judge(simulate(new Application(0, 1_000), 500)).isUnknown()).isTrue();
    }

    @Test
    void oneThatATransactionHoldsUpForEverIsCaughtForThat() {
        Application application = new Application(0, 1_000);
        application.unfinished = List.of("messages-0 from offset 7");
        assertThat(judge(simulate(application, 500)).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("hanging-transaction");
    }

    @Test
    void oneWhoseTransactionEndsInItsTimeIsValid() {
        Application application = new Application(0, 20);
        application.unfinished = List.of("messages-0 from offset 7");
        assertThat(judge(simulate(application, 500))).isEqualTo(Verdict.valid());
    }

    @Test
    void aRunOfAFewPublicationsIsUnknown() {
        assertThat(judge(simulate(new Application(0, 0), 15)).isUnknown()).isTrue();
    }

    private static Verdict judge(List<Op> history) {
        HistoryBuilder builder = new HistoryBuilder();
        history.forEach(builder::add);
        return Checkers.judge(new OutboxWorkload().checker(OPTIONS), builder.build(), CheckContext.unlimited())
                .verdict();
    }

    private static List<Op> simulate(Application application, int operations) {
        WorkloadRun<OutboxClient> run = new OutboxWorkload().start(OPTIONS);
        OutboxOperations client = new OutboxOperations(application);
        return new Simulation(OPTIONS.concurrency(), false, OPTIONS.seed())
                .run(
                        Generators.phases(Generators.limit(operations, run.generator()), run.finalGenerator()),
                        invocation -> new Simulation.Outcome(
                                Duration.ofNanos(100_000 + invocation.index() % 7), completion(client, invocation)));
    }

    private static Completion completion(OutboxOperations client, Op invocation) {
        try {
            return client.invoke(new Invocation(invocation.f(), invocation.value()));
        } catch (DefiniteFailure failure) {
            return Completion.fail(invocation.value(), String.valueOf(failure.getMessage()));
        } catch (Exception unknown) {
            return Completion.info(invocation.value(), String.valueOf(unknown.getMessage()));
        }
    }

    /** Stores and sends at once, but forgets one message of so many; its drains fail so many times at first. */
    private static final class Application implements OutboxClient {
        private final int forgetsOneOf;
        private final List<Long> rows = new ArrayList<>();
        private final List<Long> messages = new ArrayList<>();
        private int outstanding;
        private List<String> unfinished = List.of();

        /** @param forgetsOneOf 0 = none */
        Application(int forgetsOneOf, int outstanding) {
            this.forgetsOneOf = forgetsOneOf;
            this.outstanding = outstanding;
        }

        @Override
        public void publish(long id) {
            rows.add(id);
            if (forgetsOneOf == 0 || rows.size() % forgetsOneOf != 0) {
                messages.add(id);
            }
        }

        @Override
        public void abandon(long id) {}

        @Override
        public List<Long> rows() {
            return List.copyOf(rows);
        }

        @Override
        public List<Long> drain() throws DefiniteFailure {
            if (outstanding-- > 0) {
                throw new DefiniteFailure("a message is waiting to be sent");
            }
            return List.copyOf(messages);
        }

        @Override
        public List<String> unfinished() {
            return outstanding > 0 ? unfinished : List.of();
        }
    }
}
