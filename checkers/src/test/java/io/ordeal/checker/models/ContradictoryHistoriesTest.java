package io.ordeal.checker.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Keyword;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories that say two things at once, or what the checker does not know: nothing is made up about them. */
class ContradictoryHistoriesTest {
    private final HistoryBuilder history = new HistoryBuilder();

    @Test
    void aWriteThatIsCompletedAsAnother() {
        history.invoke(0, "write", 1).ok(0, "write", 2);
        history.invoke(0, "read", null).ok(0, "read", 1);
        assertThat(cause("register")).startsWith("event 1: expected :write of 1 to be completed with the same value");
    }

    @Test
    void aWriteThatIsCompletedWithoutAValue() {
        history.invoke(0, "write", 1).ok(0, "write", null);
        history.invoke(0, "read", null).ok(0, "read", 1);
        assertThat(judge("register").isValid()).isTrue();
    }

    @Test
    void anAnswerForAnotherKey() {
        history.invoke(0, "write", pair(1, 7)).ok(0, "write", pair(1, 7));
        history.invoke(0, "read", pair(1, null)).ok(0, "read", pair(2, 7));
        assertThat(cause("register")).isEqualTo("event 3: expected an answer for key 1, found one for 2");
    }

    @Test
    void operationsThatNobodyKnowsWhateverBecameOfThem() {
        history.invoke(0, "write", 1).ok(0, "write", 1);
        history.invoke(1, "bump", 1).info(1, "bump", 1);
        assertThat(cause("register")).isEqualTo("event 2: register knows :read, :write, not :bump");
        history.invoke(2, "cas", List.of(1, 2)).fail(2, "cas", List.of(1, 2));
        assertThat(cause("cas-register")).contains("not :bump");
    }

    @Test
    void valuesThatAreListsOfTwoWithNothingSecond() {
        // A register that holds pairs; as keys and values there would be no register [1 nil] that holds 3.
        history.invoke(0, "write", pair(1, null)).ok(0, "write", pair(1, null));
        history.invoke(0, "cas", pair(pair(1, null), pair(3, 4))).ok(0, "cas", pair(pair(1, null), pair(3, 4)));
        assertThat(cause("cas-register")).contains("--independent");
    }

    @Test
    void aViolationBesideAKeyThatCannotBeJudged() {
        history.invoke(0, "cas", pair(1, pair(0, 1))).ok(0, "cas", pair(1, pair(0, 1)));
        history.invoke(0, "cas", pair(2, 5)).info(0, "cas", pair(2, 5));
        history.invoke(0, "read", pair(2, null)).ok(0, "read", pair(2, 9));
        for (int threads : new int[] {1, 2, 3}) {
            Verdict verdict = Checkers.judge(
                            Checkers.named("cas-register", CheckerOptions.DEFAULT.withIndependent(true)),
                            history.build(),
                            CheckContext.unlimited().withParallelism(threads))
                    .verdict();
            assertThat(verdict.isInvalid()).as(verdict.toString()).isTrue();
        }
    }

    @Test
    void answersOfTheWrongKind() {
        history.invoke(0, "add", 1).ok(0, "add", 1);
        history.invoke(0, "read", null).ok(0, "read", "1");
        assertThat(cause("linearizable-counter")).contains("an integer, not \"1\"");
    }

    @Test
    void containsWithoutItsElement() {
        history.invoke(0, "add", 1).ok(0, "add", 1);
        history.invoke(0, "contains", 1).ok(0, "contains", true);
        assertThat(cause("linearizable-set")).contains("[x true]");
    }

    @Test
    void aTransactionThatIsCompletedAsAnother() {
        history.invoke(0, "txn", List.of(step("w", "x", 5))).ok(0, "txn", List.of(step("w", "x", 6)));
        assertThat(cause("multi-register")).contains("to be completed with the same steps");
    }

    @Test
    void aRegisterWithoutAName() {
        history.invoke(0, "txn", List.of(step("w", null, 5))).ok(0, "txn", List.of(step("w", null, 5)));
        assertThat(cause("multi-register")).contains("a multi-register knows");
    }

    private String cause(String checker) {
        Verdict verdict = judge(checker);
        assertThat(verdict.isUnknown()).as(verdict.toString()).isTrue();
        return ((Verdict.Unknown) verdict).cause();
    }

    private Verdict judge(String checker) {
        return Checkers.judge(
                        Checkers.named(checker, CheckerOptions.DEFAULT), history.build(), CheckContext.unlimited())
                .verdict();
    }

    private static List<@Nullable Object> pair(@Nullable Object first, @Nullable Object second) {
        return Arrays.asList(first, second);
    }

    private static List<@Nullable Object> step(String name, @Nullable String register, int value) {
        return Arrays.asList(Keyword.of(name), register == null ? null : Keyword.of(register), value);
    }
}
