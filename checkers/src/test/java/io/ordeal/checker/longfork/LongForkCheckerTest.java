package io.ordeal.checker.longfork;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LongForkCheckerTest {
    private static final int SEEDS = 300;
    private static final int REGISTERS = 4;

    private static CheckResult check(History history) {
        return Checkers.judge(Checkers.named("long-fork", CheckerOptions.DEFAULT), history, CheckContext.unlimited());
    }

    private static List<List<@Nullable Object>> step(String name, long key, @Nullable Object value) {
        return List.of(Arrays.asList(Keyword.of(name), key, value));
    }

    /** What a read of all registers answers where some have been written. */
    private static List<List<@Nullable Object>> read(Set<Long> written) {
        List<List<@Nullable Object>> steps = new ArrayList<>();
        for (long key = 0; key < REGISTERS; key++) {
            steps.addAll(step("r", key, written.contains(key) ? 1L : null));
        }
        return steps;
    }

    /** Writes that reach two replicas, in one order or in an order of its own each, and reads of both replicas. */
    private static History replicated(long seed, boolean forks) {
        Random random = new Random(seed);
        HistoryBuilder history = new HistoryBuilder();
        List<Long> order = new ArrayList<>();
        for (long key = 0; key < REGISTERS; key++) {
            order.add(key);
            history.invoke((int) key, "write", step("w", key, 1L));
        }
        java.util.Collections.shuffle(order, random);
        List<Long> other = new ArrayList<>(order);
        if (forks) {
            java.util.Collections.swap(other, 0, 1);
        }
        for (int seen = 0; seen <= REGISTERS; seen++) {
            for (List<Long> replica : List.of(order, other)) {
                Set<Long> written = new HashSet<>(replica.subList(0, seen));
                history.invoke(9, "read", read(Set.of())).ok(9, "read", read(written));
            }
        }
        return history.build();
    }

    @Test
    void replicasThatTakeWritesInOneOrderAreValidAndThoseThatDoNotAreCaught() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(check(replicated(seed, false)).verdict().isValid())
                    .as("seed %d", seed)
                    .isTrue();
            CheckResult forked = check(replicated(seed, true));
            assertThat(forked.verdict().anomaliesOrNone())
                    .as("seed %d: %s", seed, forked)
                    .extracting(Anomaly::type)
                    .containsOnly("long-fork");
        }
    }

    @Test
    void aForkIsToldByBothReadsAndBothWrites() {
        History history = new HistoryBuilder()
                .invoke(0, "write", step("w", 0, 1L))
                .invoke(1, "write", step("w", 1, 1L))
                .invoke(2, "read", read(Set.of()))
                .ok(2, "read", read(Set.of(0L)))
                .invoke(3, "read", read(Set.of()))
                .ok(3, "read", read(Set.of(1L)))
                .build();
        Anomaly fork = check(history).verdict().anomaliesOrNone().get(0);
        assertThat(fork.witness()).hasSize(6);
        assertThat(fork.key()).isEqualTo(List.of(1L, 0L));
        assertThat(fork.explanation())
                .isEqualTo(
                        "process 2's read at event 3 has the write of 0 and not yet that of 1, so that it came first;"
                                + " process 3's read at event 5 has that of 1 and not yet that of 0");
    }

    @Test
    void whatNobodyWroteIsUnexpected() {
        History history = new HistoryBuilder()
                .invoke(2, "read", read(Set.of()))
                .ok(2, "read", read(Set.of(0L)))
                .invoke(0, "write", step("w", 0, 1L))
                .build();
        assertThat(check(history).verdict().anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsOnly("unexpected");
    }

    @Test
    void aRegisterThatIsWrittenTwiceIsNotJudged() {
        History history = new HistoryBuilder()
                .invoke(0, "write", step("w", 0, 1L))
                .invoke(1, "write", step("w", 0, 2L))
                .build();
        assertThat(check(history).verdict().toString()).contains("event 1: register 0 is written again, after event 0");
    }

    @Test
    void withoutReadsNothingIsKnown() {
        History history =
                new HistoryBuilder().invoke(0, "write", step("w", 0, 1L)).build();
        assertThat(check(history).verdict().isUnknown()).isTrue();
    }

    @Test
    void readsThatSawNothingCouldNotDisagree() {
        History history = new HistoryBuilder()
                .invoke(0, "write", step("w", 0, 1L))
                .ok(0, "write", step("w", 0, 1L))
                .invoke(9, "read", read(Set.of()))
                .ok(9, "read", read(Set.of()))
                .build();
        assertThat(check(history).verdict()).isInstanceOf(Verdict.Unknown.class);
    }
}
