package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histories that are bad for a search end in a true verdict or in Unknown, within their budget, and never in a crash. */
class HostileHistoriesTest {
    @Test
    void everythingAtOnceIsLinearizable() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 500; p++) {
            builder.invoke(p, p % 2 == 0 ? "write" : "read", p % 2 == 0 ? p / 2 % 7 : null);
        }
        for (int p = 0; p < 500; p++) {
            builder.ok(p, p % 2 == 0 ? "write" : "read", p / 2 % 7);
        }
        assertThat(search(builder.build()).verdict().isValid()).isTrue();
    }

    @Test
    void aStaleReadAfterManyEqualWritesIsFound() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 300; p++) {
            builder.invoke(p, "write", 1);
        }
        for (int p = 0; p < 300; p++) {
            builder.ok(p, "write", 1);
        }
        builder.invoke(0, "read", null).ok(0, "read", 2);
        CheckResult result = search(builder.build());
        assertThat(result.verdict().isValid()).isFalse();
    }

    @Test
    void fiveHundredUnknownWritesDoNoHarm() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 500; p++) {
            builder.invoke(p, "write", p).info(p, "write", p);
        }
        for (int i = 0; i < 500; i++) {
            builder.invoke(1000, "read", null).ok(1000, "read", (i * 7) % 500);
        }
        assertThat(search(builder.build()).verdict().isValid()).isTrue();
        builder.invoke(1000, "read", null).ok(1000, "read", 3);
        assertThat(search(builder.build()).verdict().isInvalid()).isTrue();
    }

    @Test
    void unknownWritesOfFewValuesAreInterchangeable() {
        HistoryBuilder builder = new HistoryBuilder();
        Random random = new Random(5);
        for (int p = 0; p < 200; p++) {
            builder.invoke(p, "write", p % 4).info(p, "write", p % 4);
        }
        for (int i = 0; i < 150; i++) {
            builder.invoke(1000, "write", 9).ok(1000, "write", 9);
            long value = i < 100 ? i % 4 : random.nextInt(2) + 2;
            builder.invoke(1000, "read", null).ok(1000, "read", value);
        }
        assertThat(search(builder.build()).verdict().isUnknown()).isFalse();
    }

    @Test
    void theTimeLimitHolds() {
        CheckResult result = Checkers.judge(
                Linearizability.of(new QueueModel(QueueModel.Order.NONE)),
                hardQueue(),
                CheckContext.withTimeLimit(Duration.ofMillis(300)));
        assertThat(result.verdict().isUnknown()).isTrue();
        assertThat(result.verdict().toString()).contains("time limit", "of 41 completed operations");
    }

    @Test
    void theMemoryLimitHolds() {
        CheckResult result = Checkers.judge(
                Linearizability.of(new QueueModel(QueueModel.Order.NONE)),
                hardQueue(),
                CheckContext.unlimited().withMemoryLimit(4 << 20));
        assertThat(result.verdict().isUnknown()).isTrue();
        assertThat(result.verdict().toString()).contains("memory limit");
    }

    @Test
    void aCheckCanBeCancelled() throws InterruptedException {
        CheckContext context = CheckContext.unlimited();
        Thread checking = new Thread(
                () -> Checkers.judge(Linearizability.of(new QueueModel(QueueModel.Order.NONE)), hardQueue(), context));
        checking.start();
        context.cancel();
        checking.join();
        assertThat(checking.isAlive()).isFalse();
    }

    /** Forty distinct elements put in at once, and one taken that nobody put in: every subset is a state. */
    private static History hardQueue() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 40; p++) {
            builder.invoke(p, "enqueue", p);
        }
        builder.invoke(40, "dequeue", null).add(OpType.OK, 40, "dequeue", 99);
        for (int p = 0; p < 40; p++) {
            builder.ok(p, "enqueue", p);
        }
        return builder.build();
    }

    private static CheckResult search(History history) {
        return Checkers.judge(
                Linearizability.of(new RegisterModel(null, false)),
                history,
                CheckContext.withTimeLimit(Duration.ofSeconds(60)));
    }
}
