package io.ordeal.checker.atomic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AtomicCommitCheckerTest {
    private static final int SEEDS = 50;
    private static final int TRANSFERS = 120;

    @ParameterizedTest
    @EnumSource(SimulatedCommit.Mutant.class)
    void aCoordinatorIsJudgedByWhatItDoesWrong(SimulatedCommit.Mutant mutant) {
        for (int seed = 0; seed < SEEDS; seed++) {
            CheckResult result = check(new SimulatedCommit(seed, mutant).run(TRANSFERS));
            if (mutant == SimulatedCommit.Mutant.NONE) {
                assertThat(result.verdict()).as("seed %d", seed).isEqualTo(Verdict.valid());
            } else {
                assertThat(result.verdict().anomaliesOrNone())
                        .as("seed %d", seed)
                        .extracting(Anomaly::type)
                        .contains(mutant.anomaly);
            }
        }
    }

    @Test
    void aHalfDoneTransactionNamesWhoCommittedAndWhoDidNot() throws IOException {
        Anomaly anomaly = only("""
                {:process 3, :type :invoke, :f :transfer, :value {:id 7}}
                {:process 3, :type :info, :f :transfer, :value {:id 7}}
                {:process 1, :type :invoke, :f :final-read, :value nil}
                {:process 1, :type :ok, :f :final-read, :value {:participants {:a {:committed [7]} :b {:committed [] :prepared [7]} :c {:committed []}}}}
                """);
        assertThat(anomaly.type()).isEqualTo("partial-commit");
        assertThat(anomaly.key()).isEqualTo(7L);
        assertThat(anomaly.explanation())
                .isEqualTo(
                        "the transfer 7, which process 3 began at event 0, and of which it never learnt the outcome, is"
                                + " committed on a, but not on b, where it is still prepared, nor on c, which has nothing of it: so"
                                + " the last read says, by process 1 at event 3");
        assertThat(anomaly.details())
                .containsEntry("committed", List.of("a"))
                .containsEntry("not-committed", List.of("b", "c"))
                .containsEntry("prepared", List.of("b"));
        assertThat(anomaly.witness()).hasSize(4);
    }

    @Test
    void aTransactionThatIsNotOverMayStillBeFinished() throws IOException {
        String half = """
                {:process 3, :type :invoke, :f :transfer, :value {:id 7}}
                {:process 4, :type :invoke, :f :transfer, :value {:id 8}}
                {:process 4, :type :%s, :f :transfer, :value {:id 8}}
                {:process 1, :type :invoke, :f :final-read, :value nil}
                {:process 1, :type :ok, :f :final-read, :value {:participants {:a {:committed [7]} :b {:committed []}}}}
                """;
        String late = half.formatted("fail") + "{:process 3, :type :info, :f :transfer, :value {:id 7}}\n";
        for (String text : List.of(half.formatted("fail"), late)) {
            assertThat(check(history(text)).verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Unknown.class,
                            unknown -> assertThat(unknown.cause())
                                    .contains("the transfer 7, begun at event 0, was not over"));
        }
        assertThat(only(half.formatted("ok")).type()).isEqualTo("lost");
    }

    @Test
    void aReadThatSeesHalfIsAViolationOnlyWhereAsked() throws IOException {
        String text = """
                {:process 0, :type :invoke, :f :read, :value nil}
                {:process 0, :type :ok, :f :read, :value {:balances {:a [90] :b [100]}}}
                {:process 0, :type :invoke, :f :final-read, :value nil}
                {:process 0, :type :ok, :f :final-read, :value {:participants {:a {:committed [] :balances [100] :opening 100} :b {:committed [] :balances [100] :opening 100}}}}
                """;
        CheckResult result = check(history(text));
        assertThat(result.verdict()).isEqualTo(Verdict.valid());
        assertThat(result.notes()).singleElement().asString().contains("the first at event 1");
        for (String level : List.of("read-atomic", "serializable", "snapshot-isolation", "strict-serializable")) {
            assertThat(check(history(text), CheckerOptions.DEFAULT.withModel(level))
                            .verdict()
                            .anomaliesOrNone())
                    .as(level)
                    .extracting(Anomaly::type)
                    .containsExactly("wrong-total");
        }
        assertThat(check(history(text), CheckerOptions.DEFAULT.withModel("read-committed"))
                        .verdict())
                .isEqualTo(Verdict.valid());
        assertThatThrownBy(() -> Checkers.named("atomic-commit", CheckerOptions.DEFAULT.withModel("fast")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--model read-atomic");
    }

    @Test
    void whatIsPreparedProvesNothingWhileRecoveryHasTime() throws IOException {
        String recovery = """
                {:time 0, :process 0, :type :invoke, :f :transfer, :value {:id 1}}
                {:time 1, :process 0, :type :info, :f :transfer, :value {:id 1}}
                {:time 2, :process 10, :type :invoke, :f :recover, :value 0}
                {:time 3, :process 11, :type :invoke, :f :recover, :value 1}
                {:time 4, :process 11, :type :ok, :f :recover, :value 1}
                {:time 5, :process 10, :type :%s, :f :recover, :value 0}
                {:time %d, :process 1, :type :invoke, :f :final-read, :value nil}
                {:time %d, :process 1, :type :ok, :f :final-read, :value {:participants {:a {:committed [] :prepared [1]} :b {:committed []}}}}
                """;
        long enough = AtomicCommitChecker.RECOVERY.toNanos() + 2;
        assertThat(check(history(recovery.formatted("info", enough - 1, enough)))
                        .verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.cause()).contains("the recovery of 0 had 29999 ms, of 30 s"));
        assertThat(check(history(recovery.formatted("info", enough, enough)))
                        .verdict()
                        .isInvalid())
                .isTrue();
        assertThat(check(history(recovery.formatted("ok", 6, 7))).verdict().isInvalid())
                .isTrue();
    }

    @Test
    void aRecoveryThatIsNotDoneProvesNothingWithoutTimesOrAfterAnEarlierOne() throws IOException {
        String begun = """
                {:process 0, :type :invoke, :f :transfer, :value {:id 1}}
                {:process 0, :type :info, :f :transfer, :value {:id 1}}
                {:process 10, :type :invoke, :f :recover, :value 0}
                {:process 10, :type :%s, :f :recover, :value 0}
                {:process 11, :type :invoke, :f :recover, :value 0}
                {:process 11, :type :%s, :f :recover, :value 0}
                {:process 1, :type :invoke, :f :final-read, :value nil}
                {:process 1, :type :ok, :f :final-read, :value {:participants {:a {:committed [] :prepared [1]} :b {:committed []}}}}
                """;
        for (String first : List.of("info", "ok")) {
            assertThat(check(history(begun.formatted(first, "info"))).verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Unknown.class,
                            unknown -> assertThat(unknown.cause()).contains("the recovery of 0 had an unknown time"));
            assertThat(check(history(begun.formatted(first, "ok"))).verdict().isInvalid())
                    .isTrue();
        }
    }

    @Test
    void whatStillChangesIsNotTheEnd() throws IOException {
        CheckResult result = check(history("""
                {:process 0, :type :invoke, :f :transfer, :value {:id 1}}
                {:process 0, :type :info, :f :transfer, :value {:id 1}}
                {:process 1, :type :invoke, :f :final-read, :value nil}
                {:process 1, :type :ok, :f :final-read, :value {:participants {:a {:committed []} :b {:committed []}}}}
                {:process 1, :type :invoke, :f :final-read, :value nil}
                {:process 1, :type :ok, :f :final-read, :value {:participants {:a {:committed [1]} :b {:committed []}}}}
                """));
        assertThat(result.verdict().isUnknown()).isTrue();
    }

    @Test
    void aTransactionThatIsNotOverIsNotJudged() throws IOException {
        CheckResult result = check(history("""
                {:process 0, :type :invoke, :f :transfer, :value {:id 1}}
                {:process 1, :type :invoke, :f :final-read, :value nil}
                {:process 1, :type :ok, :f :final-read, :value {:participants {:a {:committed []} :b {:committed []}}}}
                {:process 0, :type :ok, :f :transfer, :value {:id 1}}
                """));
        assertThat(result.verdict().toString())
                .contains("Unknown", "1 transactions began, or were acknowledged, only after the last :final-read");
        assertThat(result.notes()).singleElement().asString().startsWith("1 transactions were not over");
    }

    @Test
    void whatBeganAfterTheLastReadIsNotJudgedByItUnlessItFailed() throws IOException {
        String read = """
                {:process 9, :type :invoke, :f :final-read, :value nil}
                {:process 9, :type :ok, :f :final-read, :value {:participants {:a {:committed []} :b {:committed []}}}}
                {:process 0, :type :invoke, :f :transfer, :value {:id 1}}
                {:process 0, :type :%s, :f :transfer, :value {:id 1}}
                """;
        assertThat(check(history(read.formatted("ok"))).verdict().isUnknown()).isTrue();
        assertThat(check(history(read.formatted("info"))).verdict().isUnknown()).isTrue();
        assertThat(check(history(read.formatted("fail"))).verdict().isValid()).isTrue();
    }

    @Test
    void aCommitThatIsGoneInALaterReadIsLostHoweverRecoveryStands() throws IOException {
        String reads = """
                {:process 0, :type :invoke, :f :transfer, :value {:id 1}}
                {:process 0, :type :info, :f :transfer, :value {:id 1}}
                {:process 0, :type :invoke, :f :recover, :value 0}
                {:process 0, :type :info, :f :recover, :value 0}
                {:process 9, :type :invoke, :f :final-read, :value nil}
                {:process 9, :type :ok, :f :final-read, :value {:participants {:a {:committed [%s]} :b {:committed [1]}}}}
                {:process 9, :type :invoke, :f :final-read, :value nil}
                {:process 9, :type :ok, :f :final-read, :value {:participants {:a {:committed []} :b {:committed [1]}}}}
                """;
        Anomaly gone = only(reads.formatted("1"));
        assertThat(gone.type()).isEqualTo("lost");
        assertThat(gone.explanation())
                .isEqualTo(
                        "transaction 1 is committed on a in the read by process 9 at event 5, and is not there any more"
                                + " in the one by process 9 at event 7");
        assertThat(check(history(reads.formatted(""))).verdict().isUnknown()).isTrue();
    }

    @Test
    void aParticipantThatTheLastReadPassesOverLeavesItOpen() throws IOException {
        assertThat(check(history("""
                {:process 0, :type :invoke, :f :transfer, :value {:id 1}}
                {:process 0, :type :ok, :f :transfer, :value {:id 1}}
                {:process 9, :type :invoke, :f :final-read, :value nil}
                {:process 9, :type :ok, :f :final-read, :value {:participants {:a {:committed []} :b {:committed []}}}}
                {:process 9, :type :invoke, :f :final-read, :value nil}
                {:process 9, :type :ok, :f :final-read, :value {:participants {:a {:committed [1]}}}}
                """)).verdict().toString())
                .contains("Unknown", "an earlier :final-read tells what b has");
    }

    @Test
    void withoutALastReadNothingIsKnown() {
        History history = new HistoryBuilder()
                .add(op(0, OpType.INVOKE, Map.of("id", 1)))
                .add(op(1, OpType.OK, null))
                .build();
        assertThat(check(history).verdict().isUnknown()).isTrue();
    }

    @Test
    void twoTransactionsOfOneIdAreNotJudged() throws IOException {
        CheckResult result = check(history("""
                {:process 0, :type :invoke, :f :transfer, :value {:id 1}}
                {:process 1, :type :invoke, :f :transfer, :value {:id 1}}
                """));
        assertThat(result.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown ->
                                assertThat(unknown.cause()).contains("event 1").contains("that of event 0 too"));
    }

    private static Op op(int index, OpType type, @Nullable Object value) {
        return new Op(index, index, 0, type, "transfer", value, null);
    }

    private static History history(String edn) throws IOException {
        return HistoryReader.read(new ByteArrayInputStream(edn.getBytes(StandardCharsets.UTF_8)), Origin.FOREIGN)
                .history();
    }

    private static Anomaly only(String edn) throws IOException {
        List<Anomaly> anomalies = check(history(edn)).verdict().anomaliesOrNone();
        assertThat(anomalies).hasSize(1);
        return anomalies.get(0);
    }

    private static CheckResult check(History history) {
        return check(history, CheckerOptions.DEFAULT);
    }

    private static CheckResult check(History history, CheckerOptions options) {
        return Checkers.judge(Checkers.named("atomic-commit", options), history, CheckContext.unlimited());
    }
}
