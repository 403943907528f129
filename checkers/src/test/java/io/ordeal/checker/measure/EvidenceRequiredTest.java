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
import io.ordeal.history.Op;
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

    private static final Requirement READ = Requirement.readInTheEnd(
            "keys",
            (history, i) -> history.f(i).equals("write") ? List.of(String.valueOf(history.value(i))) : List.of(),
            (history, i) -> history.f(i).equals("read") ? List.of(String.valueOf(history.value(i))) : List.of());

    private static HistoryBuilder written() {
        return new HistoryBuilder()
                .invoke(0, "write", "a")
                .ok(0, "write", "a")
                .invoke(1, "write", "b")
                .fail(1, "write", "b");
    }

    private static HistoryBuilder healed(HistoryBuilder builder) {
        return builder.info(Op.NEMESIS, "stop-kill", "kill").info(Op.NEMESIS, "stop-kill", "kill");
    }

    @Test
    void whatWasWrittenMustBeReadAfterItsLastWriteAndAfterTheLastHeal() {
        assertThat(judge(written().build(), VALID, READ).toString())
                .contains("1 of 1 keys, such as a, were not read after their last write");
        HistoryBuilder read = written().invoke(2, "read", null).ok(2, "read", "a");
        assertThat(judge(read.build(), VALID, READ).isValid()).isTrue();
        assertThat(judge(healed(read).build(), VALID, READ).isUnknown()).isTrue();
        read.invoke(2, "read", null).ok(2, "read", "a");
        assertThat(judge(read.build(), VALID, READ).isValid()).isTrue();
        read.invoke(0, "write", "a").info(0, "write", "a");
        assertThat(judge(read.build(), VALID, READ).isUnknown()).isTrue();
    }

    @Test
    void aReadThatBeganBeforeTheWriteWasOverIsNotOfTheEnd() {
        History early = new HistoryBuilder()
                .invoke(0, "write", "a")
                .invoke(2, "read", null)
                .ok(0, "write", "a")
                .ok(2, "read", "a")
                .build();
        assertThat(judge(early, VALID, READ).isUnknown()).isTrue();
    }

    @Test
    void whatIsDoneInTheEndIsDoneAfterTheLastHeal() {
        Requirement last = Requirement.okAfterHealing("read");
        HistoryBuilder read = written().invoke(2, "read", null).ok(2, "read", "a");
        assertThat(judge(read.build(), VALID, last).isValid()).isTrue();
        assertThat(judge(healed(read).build(), VALID, last).toString()).contains("no :read that began after");
    }

    private static HistoryBuilder granted(HistoryBuilder builder, int process, String lock, String end) {
        return builder.invoke(process, "acquire", lock)
                .ok(process, "acquire", lock)
                .invoke(process, end, lock)
                .ok(process, end, lock);
    }

    @Test
    void holdsThatEndByTheClientsWordAreNotCounted() {
        HistoryBuilder history = new HistoryBuilder();
        granted(granted(history, 0, "a", "session-lost"), 1, "a", "release");
        assertThat(judge(history.build(), VALID, Requirement.releasedHolds(1)).isValid())
                .isTrue();
        assertThat(judge(history.build(), VALID, Requirement.releasedHolds(2)).toString())
                .contains("only 1 holds ended by a release, where 2 are wanted");
    }

    @Test
    void eachLockMustBeGrantedOnceMoreWhenAllIsHealed() {
        HistoryBuilder history = new HistoryBuilder();
        granted(granted(history, 0, "a", "release"), 1, "b", "release");
        assertThat(judge(history.build(), VALID, Requirement.grantedAfterHealing())
                        .isValid())
                .isTrue();
        granted(healed(history), 0, "a", "release");
        assertThat(judge(history.build(), VALID, Requirement.grantedAfterHealing())
                        .toString())
                .contains("1 of 2 locks, such as b, were never granted again");
        granted(history, 0, "b", "release");
        assertThat(judge(history.build(), VALID, Requirement.grantedAfterHealing())
                        .isValid())
                .isTrue();
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

    @Test
    void asManyAsThereArePermitsAreNoContention() {
        HistoryBuilder both = new HistoryBuilder()
                .invoke(0, "acquire", "a")
                .ok(0, "acquire", "a")
                .invoke(1, "acquire", "a")
                .ok(1, "acquire", "a");
        assertThat(judge(both.build(), VALID, Requirement.permitContention(2)).isUnknown())
                .isTrue();
        both.invoke(2, "acquire", "a").fail(2, "acquire", "a");
        assertThat(judge(both.build(), VALID, Requirement.permitContention(2)).isValid())
                .isTrue();
    }

    /** Who shares a lock gets in nobody's way, until somebody wants it alone. */
    @Test
    void sharesAreNoContention() {
        HistoryBuilder shares = new HistoryBuilder()
                .invoke(0, "acquire-shared", "a")
                .ok(0, "acquire-shared", "a")
                .invoke(1, "acquire-shared", "a")
                .ok(1, "acquire-shared", "a");
        assertThat(judge(shares.build(), VALID, Requirement.lockContention()).isUnknown())
                .isTrue();
        shares.invoke(2, "acquire", "a").fail(2, "acquire", "a");
        assertThat(judge(shares.build(), VALID, Requirement.lockContention()).isValid())
                .isTrue();
    }

    private static Verdict judge(History history, Checker checker, Requirement requirement) {
        return EvidenceRequired.of(checker, requirement)
                .check(history, CheckContext.unlimited())
                .verdict();
    }
}
