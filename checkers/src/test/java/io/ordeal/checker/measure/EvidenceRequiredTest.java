package io.ordeal.checker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceRequiredTest {
    private static final Checker VALID = (history, context) -> CheckResult.of(Verdict.valid());

    @Test
    void tooFewOkOperationsProveNothing() {
        History two = new HistoryBuilder()
                .invoke(0, "read", null)
                .ok(0, "read", 1)
                .invoke(0, "write", 1)
                .ok(0, "write", 1)
                .build();
        assertThat(judge(two, VALID, Requirement.okOperations(2)).isValid()).isTrue();
        assertThat(judge(two, VALID, Requirement.okOperations(3)).toString()).contains("only 2 operations were ok");
        assertThat(judge(two, VALID, Requirement.okOperations("read", 2)).toString())
                .contains("only 1 :read");
    }

    @Test
    void aViolationNeedsNoFurtherEvidence() {
        Checker invalid = (history, context) ->
                CheckResult.of(Verdict.invalid(new Anomaly(AnomalyType.LOST, null, "gone", List.of())));
        assertThat(judge(new HistoryBuilder().build(), invalid, Requirement.okOperations(1))
                        .isInvalid())
                .isTrue();
    }

    @Test
    void locksThatNobodyCompetedForProveNothing() {
        History alone = new HistoryBuilder()
                .invoke(0, "acquire", "a")
                .ok(0, "acquire", "a")
                .invoke(0, "release", "a")
                .ok(0, "release", "a")
                .invoke(1, "acquire", "a")
                .ok(1, "acquire", "a")
                .invoke(0, "acquire", "b")
                .ok(0, "acquire", "b")
                .build();
        assertThat(judge(alone, VALID, Requirement.lockContention()).isUnknown())
                .isTrue();
        History refused = new HistoryBuilder()
                .invoke(0, "acquire", "a")
                .ok(0, "acquire", "a")
                .invoke(1, "acquire", "a")
                .fail(1, "acquire", "a")
                .build();
        assertThat(judge(refused, VALID, Requirement.lockContention()).isValid())
                .isTrue();
        History notReleased = new HistoryBuilder()
                .invoke(0, "acquire", "a")
                .ok(0, "acquire", "a")
                .invoke(0, "release", "a")
                .fail(0, "release", "a")
                .invoke(1, "acquire", "a")
                .info(1, "acquire", "a")
                .build();
        assertThat(judge(notReleased, VALID, Requirement.lockContention()).isValid())
                .isTrue();
    }

    private static Verdict judge(History history, Checker checker, Requirement requirement) {
        return EvidenceRequired.of(checker, requirement)
                .check(history, CheckContext.unlimited())
                .verdict();
    }
}
