package io.ordeal.checker.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An answer that nobody can have produced, beside so many pending operations that no search would end: each of them may
 * have taken effect, at any time since, or not.
 */
class NobodyProducedTest {
    private static final int PENDING = 40;

    private HistoryBuilder history = new HistoryBuilder();
    private final Random random = new Random(7);
    private int process = 1_000;

    @Test
    void anElementThatNobodyEnqueued() {
        for (String checker : List.of("fifo-queue", "unordered-queue", "priority-queue")) {
            pending("enqueue", () -> (long) random.nextInt(4));
            pending("dequeue", () -> null);
            ok("enqueue", 1L, 1L);
            ok("dequeue", null, 9L);
            invalid(checker);
        }
    }

    @Test
    void anElementDequeuedOftenerThanItWasEnqueued() {
        for (String checker : List.of("fifo-queue", "unordered-queue", "priority-queue")) {
            pending("enqueue", () -> (long) random.nextInt(4));
            pending("dequeue", () -> null);
            ok("enqueue", 7L, 7L);
            ok("enqueue", 7L, 7L);
            for (int i = 0; i < 3; i++) {
                ok("dequeue", null, 7L);
            }
            invalid(checker);
        }
    }

    @Test
    void anElementDequeuedBeforeItWasEnqueued() {
        pending("enqueue", () -> (long) random.nextInt(4));
        ok("dequeue", null, 7L);
        ok("enqueue", 7L, 7L);
        pending("dequeue", () -> null);
        invalid("fifo-queue");
    }

    @Test
    void nothingDequeuedWhereMoreIsThanAllCanHaveTaken() {
        pending("enqueue", () -> (long) random.nextInt(4));
        pending("dequeue", () -> null);
        for (int i = 0; i <= PENDING; i++) {
            ok("enqueue", 1L, 1L);
        }
        ok("dequeue", null, null);
        invalid("fifo-queue");
    }

    @Test
    void anElementThatNobodyPushed() {
        pending("push", () -> (long) random.nextInt(4));
        pending("pop", () -> null);
        ok("pop", null, 9L);
        invalid("stack");
    }

    @Test
    void elementsPushedOnceThatAreInTheWrongOrderAmongRepeatedOnes() {
        pending("push", () -> (long) random.nextInt(4));
        ok("push", 10L, 10L);
        ok("push", 11L, 11L);
        ok("pop", null, 10L);
        ok("pop", null, 11L);
        invalid("stack");
    }

    @Test
    void aReadOfWhatNobodyWrote() {
        for (String checker : List.of("register", "cas-register")) {
            pending("write", () -> (long) random.nextInt(4));
            ok("write", 1L, 1L);
            ok("read", null, 9L);
            invalid(checker);
        }
    }

    @Test
    void aReadOfWhatNoCasCanHaveComeTo() {
        pending("cas", () -> {
            long from = random.nextInt(4);
            return List.of(from, from + 1);
        });
        pending("cas", () -> List.of(7L, 8L));
        ok("read", null, 8L);
        invalid("cas-register");
    }

    @Test
    void aReadBeforeTheOnlyWriteOfItsValue() {
        pending("write", () -> (long) random.nextInt(4));
        ok("read", null, 9L);
        pending("write", () -> 9L);
        invalid("register");
    }

    @Test
    void aReadOfWhatWasOverwrittenForCertain() {
        pending("write", () -> (long) random.nextInt(4));
        ok("write", 9L, 9L);
        ok("write", 9L, 9L);
        ok("write", 8L, 8L);
        ok("read", null, 9L);
        invalid("cas-register");
    }

    @Test
    void aReadOfWhatOnlyAFailedWriteHad() {
        pending("write", () -> (long) random.nextInt(4));
        history.invoke(1, "write", 9L).fail(1, "write", 9L);
        ok("read", null, 9L);
        invalid("register");
    }

    @Test
    void aPieceThatNobodyAppended() {
        pending("append", () -> String.valueOf((char) ('a' + random.nextInt(3))));
        ok("append", "a", "a");
        ok("get", null, "aba-c");
        invalid("kv");
    }

    @Test
    void aPieceOftenerThanItWasAppended() {
        pending("append", () -> random.nextBoolean() ? "a;" : "b;");
        ok("append", "c;", "c;");
        ok("append", "c;", "c;");
        ok("get", null, "a;c;b;c;c;");
        invalid("kv");
    }

    @Test
    void aTextThatIsShorterThanWhatWasAppended() {
        pending("append", () -> "a");
        for (int i = 0; i < 5; i++) {
            ok("append", "a", "a");
        }
        ok("get", null, "aaaa");
        invalid("kv");
    }

    @Test
    void aRegisterOfSeveralThatNobodyWroteSo() {
        pending(
                "txn",
                () -> List.of(step("w", "x", (long) random.nextInt(4)), step("w", "y", (long) random.nextInt(4))));
        ok(
                "txn",
                List.of(step("r", "x", null), step("w", "x", 3L), step("r", "y", null)),
                List.of(step("r", "x", 2L), step("w", "x", 3L), step("r", "y", 9L)));
        invalid("multi-register");
    }

    @Test
    void anElementThatNobodyAdded() {
        pending("add", () -> (long) random.nextInt(4));
        pending("remove", () -> (long) random.nextInt(4));
        ok("contains", 9L, List.of(9L, true));
        invalid("linearizable-set");
    }

    @Test
    void aSumThatNoneCanHaveCome() {
        pending("add", () -> 1L << random.nextInt(PENDING));
        ok("read", null, 1L << (PENDING + 6));
        invalid("linearizable-counter");
    }

    private interface Draw {
        @Nullable
        Object value();
    }

    private static List<@Nullable Object> step(String name, String register, @Nullable Object value) {
        return Arrays.asList(Keyword.of(name), Keyword.of(register), value);
    }

    private void pending(String f, Draw draw) {
        for (int i = 0; i < PENDING; i++) {
            Object value = draw.value();
            history.invoke(++process, f, keyed(value)).info(process, f, keyed(value));
        }
    }

    private void ok(String f, @Nullable Object input, @Nullable Object output) {
        history.invoke(1, f, keyed(input)).ok(1, f, keyed(output));
    }

    /** As pairs, all of one key: what is judged by keys goes the same way. */
    private static Object keyed(@Nullable Object value) {
        return value instanceof List<?> steps && !steps.isEmpty() && steps.get(0) instanceof List
                ? steps
                : Arrays.asList("k", value);
    }

    /** Judges what was built, in a time that only a search would need; and begins anew. */
    private void invalid(String checker) {
        CheckerOptions options = checker.equals("kv") || checker.equals("multi-register")
                ? CheckerOptions.DEFAULT
                : CheckerOptions.DEFAULT.withIndependent(true);
        Verdict verdict = Checkers.judge(
                        Checkers.named(checker, options),
                        history.build(),
                        CheckContext.withTimeLimit(Duration.ofMinutes(1)).withMemoryLimit(64 << 20))
                .verdict();
        history = new HistoryBuilder();
        assertThat(verdict.isInvalid()).as("%s: %s", checker, verdict).isTrue();
    }
}
