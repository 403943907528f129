package io.ordeal.checker.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hard key does not hide what is easily found in another. */
class KeysTakeTurnsTest {
    private static final Linearizability<?> QUEUES =
            Linearizability.of(new QueueModel(QueueModel.Order.NONE)).reading(ValueShape.PAIRS);

    private final HistoryBuilder builder = new HistoryBuilder();

    @Test
    void anEasyViolationBesideThreeKeysThatNoSearchEnds() {
        hard(1, 40);
        hard(2, 40);
        hard(3, 40);
        bad(4);
        Verdict verdict = judge(builder.build(), CheckContext.withTimeLimit(Duration.ofMinutes(2)), 1);
        assertThat(verdict.isInvalid()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("key=4");
    }

    @Test
    void aKeyThatNeedsManyTurnsBesideThreeThatNoSearchEnds() {
        hard(1, 40);
        hard(2, 40);
        hard(3, 40);
        hard(4, 13);
        Verdict verdict = judge(builder.build(), CheckContext.withTimeLimit(Duration.ofMinutes(2)), 2);
        assertThat(verdict.isInvalid()).as(verdict.toString()).isTrue();
        assertThat(verdict.toString()).contains("key=4");
    }

    @Test
    void theViolationToldIsTheSameHoweverManyThreadsThereAre() {
        for (int key = 1; key <= 12; key++) {
            if (key % 3 == 0) {
                bad(key);
            } else {
                hard(key, 4 + key % 7);
            }
        }
        History history = builder.build();
        String alone = judge(history, CheckContext.unlimited(), 1).toString();
        for (int threads = 2; threads <= 5; threads++) {
            assertThat(judge(history, CheckContext.unlimited(), threads).toString())
                    .as("%d threads", threads)
                    .isEqualTo(alone);
        }
    }

    @Test
    void allViolationsAreFoundWhereAllAreWanted() {
        hard(1, 9);
        bad(2);
        bad(3);
        Verdict verdict = judge(builder.build(), CheckContext.unlimited().withAll(true), 2);
        assertThat(verdict.toString()).contains("key=1", "key=2", "key=3");
    }

    /** What waits for its turn holds memory; a key that can be judged by itself still is, beside others. */
    @Test
    void keysThatDoNotFitIntoMemoryTogetherAreJudgedOneAfterTheOther() {
        CheckContext limit = CheckContext.unlimited().withMemoryLimit(5 << 20).withAll(true);
        hard(1, 13);
        assertThat(judge(builder.build(), limit, 1).isInvalid()).as("by itself").isTrue();
        for (int key = 2; key <= 6; key++) {
            hard(key, 13);
        }
        Verdict verdict = judge(builder.build(), limit, 1);
        assertThat(verdict.toString()).contains("key=1", "key=2", "key=3", "key=4", "key=5", "key=6");
    }

    private static Verdict judge(History history, CheckContext context, int threads) {
        return Checkers.judge(QUEUES, history, context.withParallelism(threads)).verdict();
    }

    /** As many states as there are subsets; and one element that nobody put in. */
    private void hard(int key, int elements) {
        int process = 1000 * key;
        for (int element = 0; element < elements; element++) {
            builder.invoke(process + element, "enqueue", pair(key, (long) element));
        }
        builder.invoke(process + elements, "dequeue", pair(key, null))
                .add(OpType.OK, process + elements, "dequeue", pair(key, 99L));
        for (int element = 0; element < elements; element++) {
            builder.add(OpType.OK, process + element, "enqueue", pair(key, (long) element));
        }
    }

    private void bad(int key) {
        int process = 1000 * key;
        builder.invoke(process, "dequeue", pair(key, null)).ok(process, "dequeue", pair(key, 7L));
    }

    private static List<@Nullable Object> pair(int key, @Nullable Object value) {
        return Arrays.asList((long) key, value);
    }
}
