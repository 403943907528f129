package io.ordeal.checker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxCheckerTest {
    private final HistoryBuilder events = new HistoryBuilder();

    private OutboxCheckerTest publish(long id) {
        events.invoke(0, "publish", id).ok(0, "publish", id);
        return this;
    }

    private OutboxCheckerTest unknown(int process, long id) {
        events.invoke(process, "publish", id).info(process, "publish", id);
        return this;
    }

    private OutboxCheckerTest rows(Object... ids) {
        events.invoke(1, "rows", null).ok(1, "rows", List.of(ids));
        return this;
    }

    private OutboxCheckerTest drain(Object... ids) {
        events.invoke(1, "drain", null).ok(1, "drain", List.of(ids));
        return this;
    }

    private CheckResult check() {
        History history = events.build();
        return Checkers.judge(Checkers.named("outbox", CheckerOptions.DEFAULT), history, CheckContext.unlimited());
    }

    private Anomaly only() {
        List<Anomaly> anomalies = check().verdict().anomaliesOrNone();
        assertThat(anomalies).hasSize(1);
        return anomalies.get(0);
    }

    @Test
    void bothOrNeitherIsFineWhereNobodyKnows() {
        publish(1).unknown(2, 2).unknown(3, 3);
        events.invoke(0, "publish", 4).fail(0, "publish", 4);
        events.invoke(0, "abandon", 5).ok(0, "abandon", 5);
        CheckResult result = rows(1, 2).drain(2, 1).rows(1, 2).check();
        assertThat(result.verdict().isValid()).as(result.toString()).isTrue();
        assertThat(result.notes()).isEmpty();
        assertThat(result.measurements())
                .containsEntry("acknowledged", 1L)
                .containsEntry("rows", 2)
                .containsEntry("messages", 2);
    }

    @Test
    void aMessageThatComesTwiceIsANote() {
        CheckResult result = publish(1).rows(1).drain(1, 1, 1).rows(1).check();
        assertThat(result.verdict().isValid()).isTrue();
        assertThat(result.notes())
                .containsExactly("2 messages came more than once, which at-least-once delivery allows");
    }

    @Test
    void aRowWhoseMessageNeverCameIsLost() {
        Anomaly anomaly =
                publish(1).unknown(2, 2).rows(1, 2).drain(1).rows(1, 2).only();
        assertThat(anomaly.type()).isEqualTo("lost");
        assertThat(anomaly.key()).isEqualTo(2L);
        assertThat(anomaly.details()).containsEntry("missing", "message").containsEntry("count", 1);
        assertThat(anomaly.explanation())
                .isEqualTo(
                        "row 2 was stored, read by process 1 at event 5 (process 2 published 2 at event 2 and was not"
                                + " told what became of it), but no message tells of it: process 1 drained 1 messages from event 6"
                                + " to 7 without it");
        assertThat(anomaly.witness()).extracting(Op::index).containsExactly(2, 3, 4, 5, 6, 7);
    }

    @Test
    void howAnApplicationRecoversIsItsOwnBusiness() {
        publish(1);
        events.invoke(2, "recover", null).fail(2, "recover", null);
        events.invoke(2, "recover", null).ok(2, "recover", null);
        assertThat(rows(1).drain(1).rows(1).check().verdict().isValid()).isTrue();
    }

    @Test
    void aMessageThatComesInAnyDrainHasCome() {
        assertThat(publish(1)
                        .drain(1)
                        .publish(2)
                        .rows(1, 2)
                        .drain(2)
                        .rows(1, 2)
                        .check()
                        .verdict()
                        .isValid())
                .isTrue();
    }

    @Test
    void aDrainThatBeganBeforeTheRowWasReadProvesNothingOfIt() {
        CheckResult result = unknown(2, 2).drain().rows(2).check();
        assertThat(result.verdict().isUnknown()).as(result.toString()).isTrue();
    }

    @Test
    void aPublicationThatIsStillUnderWayMayYetSendOrStore() {
        events.invoke(2, "publish", 1).invoke(3, "publish", 2);
        drain(2).rows(1).drain();
        events.ok(2, "publish", 1).ok(3, "publish", 2);
        CheckResult result = check();
        assertThat(result.verdict().isUnknown()).as(result.toString()).isTrue();
        assertThat(drain().rows(1).check().verdict().anomaliesOrNone()).hasSize(2);
    }

    @Test
    void whatWasAcknowledgedIsThere() {
        Anomaly row = publish(1).rows().drain(1).rows().only();
        assertThat(row.type()).isEqualTo("lost");
        assertThat(row.details()).containsEntry("missing", "row");
        assertThat(row.explanation()).startsWith("process 0 was told at event 1 that 1 had been published, but");
    }

    @Test
    void ofWhatWasAcknowledgedBothMayBeLost() {
        assertThat(publish(1).rows().drain().check().verdict().anomaliesOrNone())
                .extracting(anomaly -> anomaly.details().get("missing"))
                .containsExactlyInAnyOrder("message", "row");
    }

    @Test
    void aRowThatWasReadStays() {
        Anomaly row = unknown(2, 2).rows(2).drain(2).rows().only();
        assertThat(row.type()).isEqualTo("lost");
        assertThat(row.explanation()).startsWith("row 2 was stored, read by process 1 at event 3");
    }

    @Test
    void aMessageWithoutARowIsUnexpected() {
        Anomaly anomaly = unknown(2, 2).rows().drain(2).rows().only();
        assertThat(anomaly.type()).isEqualTo("unexpected");
        assertThat(anomaly.details()).containsEntry("missing", "row");
        assertThat(anomaly.explanation()).contains("a message tells of row 2", "there is no such row");
    }

    @Test
    void rowsReadBeforeTheMessageCameProveNothingOfIt() {
        CheckResult result = unknown(2, 2).rows().drain(2).check();
        assertThat(result.verdict().isUnknown()).as(result.toString()).isTrue();
    }

    @Test
    void whatWasRefusedOrAbandonedIsInvisible() {
        events.invoke(0, "publish", 4).fail(0, "publish", 4);
        assertThat(rows(4).drain().only().explanation())
                .isEqualTo("there is a row 4, read by process 1 at event 3, though process 0 was told at event 1 that 4"
                        + " had not been published");
    }

    @Test
    void whatWasAbandonedIsInvisibleEvenIfNobodyKnowsHowThatEnded() {
        events.invoke(0, "abandon", 5).info(0, "abandon", 5);
        assertThat(rows().drain(5).only().explanation())
                .isEqualTo("a message tells of row 5, drained by process 1 at event 5, though process 0 abandoned 5 at"
                        + " event 0, before it was committed");
    }

    @Test
    void whatNobodyPublishedIsUnexpected() {
        Anomaly anomaly = publish(1).rows(1).drain(1, 7).rows(1).only();
        assertThat(anomaly.type()).isEqualTo("unexpected");
        assertThat(anomaly.explanation()).endsWith("which nobody had published by then");
    }

    @Test
    void withoutAReadingOfEitherNothingIsKnown() {
        assertThat(new OutboxCheckerTest().publish(1).rows(1).check().verdict().toString())
                .contains("no :drain is ok");
        assertThat(new OutboxCheckerTest().publish(1).drain(1).check().verdict().toString())
                .contains("no :rows is ok");
        assertThat(new OutboxCheckerTest().isUndecided()).isTrue();
        assertThat(new OutboxCheckerTest().rows().drain().publish(1).isUndecided())
                .isTrue();
    }

    @Test
    void whatMakesNoSenseIsNotJudged() {
        assertThat(publish(1).publish(1).rows(1).drain(1).check().verdict().toString())
                .contains("event 2: 1 is published again, after event 0");
        OutboxCheckerTest other = new OutboxCheckerTest();
        other.events.invoke(0, "publish", 1).ok(0, "publish", 2);
        assertThat(other.rows(2).drain(2).check().verdict().toString()).contains("expected a :publish of 1");
        OutboxCheckerTest noList = new OutboxCheckerTest();
        noList.events.invoke(0, "drain", null).ok(0, "drain", 3);
        assertThat(noList.check().verdict().toString()).contains("event 1: expected the ok value of :drain");
    }

    private boolean isUndecided() {
        return check().verdict().isUnknown();
    }

    /** What is unfinished when it is asked so many seconds after the run began. */
    private OutboxCheckerTest unfinished(long seconds, Object... names) {
        return event(seconds, OpType.INVOKE, 1, "unfinished", null)
                .event(seconds, OpType.OK, 1, "unfinished", List.of(names));
    }

    private OutboxCheckerTest event(long seconds, OpType type, int process, String f, @Nullable Object value) {
        events.add(new Op(events.size(), seconds * 1_000_000_000L, process, type, f, value, null));
        return this;
    }

    @Test
    void aTransactionThatIsOpenHalfAMinuteAfterAllIsOverHangs() {
        Anomaly anomaly = event(1, OpType.INVOKE, 0, "publish", 1)
                .event(2, OpType.OK, 0, "publish", 1)
                .unfinished(3, "t-0 from offset 7", "t-1 from offset 2")
                .unfinished(33, "t-0 from offset 7")
                .only();
        assertThat(anomaly.type()).isEqualTo("hanging-transaction");
        assertThat(anomaly.key()).isEqualTo("t-0 from offset 7");
        assertThat(anomaly.details()).containsEntry("missing", "end").containsEntry("count", 1);
        assertThat(anomaly.explanation())
                .isEqualTo(
                        "the transaction t-0 from offset 7 hangs: it was open when process 1 asked at event 2, with all"
                                + " faults healed and nobody at work, and still is 30 s later, as process 1 was told at event 5;"
                                + " what it wrote is neither committed nor aborted, and readers wait for it");
        assertThat(anomaly.witness()).extracting(Op::index).containsExactly(2, 3, 4, 5);
    }

    @Test
    void whatNobodyHasRecoveredYetDoesNotHang() {
        assertThat(recovery(OpType.FAIL).unfinished(3, "a").unfinished(40, "a").isUndecided())
                .isTrue();
        assertThat(recovery(OpType.INFO).unfinished(3, "a").unfinished(40, "a").isUndecided())
                .isTrue();
        // only from then on
        assertThat(new OutboxCheckerTest()
                        .unfinished(3, "a")
                        .event(10, OpType.INVOKE, 0, "recover", null)
                        .event(20, OpType.OK, 0, "recover", null)
                        .unfinished(21, "a")
                        .unfinished(40, "a")
                        .isUndecided())
                .isTrue();
        assertThat(recovery(OpType.FAIL)
                        .event(2, OpType.INVOKE, 0, "recover", null)
                        .event(2, OpType.OK, 0, "recover", null)
                        .unfinished(3, "a")
                        .unfinished(40, "a")
                        .only()
                        .type())
                .isEqualTo("hanging-transaction");
    }

    private static OutboxCheckerTest recovery(OpType end) {
        return new OutboxCheckerTest()
                .event(1, OpType.INVOKE, 0, "recover", null)
                .event(1, end, 0, "recover", null);
    }

    @Test
    void whatIsOpenForLessLongOrNotAllTheTimeDoesNotHang() {
        assertThat(new OutboxCheckerTest()
                        .unfinished(3, "a")
                        .unfinished(32, "a")
                        .isUndecided())
                .isTrue();
        assertThat(new OutboxCheckerTest()
                        .unfinished(3, "a")
                        .unfinished(20)
                        .unfinished(40, "a")
                        .isUndecided())
                .isTrue();
        assertThat(new OutboxCheckerTest()
                        .unfinished(3, "a")
                        .unfinished(40, "b")
                        .isUndecided())
                .isTrue();
    }

    @Test
    void whereNoTimeIsToldNothingHangs() {
        History history = publish(1)
                .events
                .invoke(1, "unfinished", null)
                .ok(1, "unfinished", List.of("a"))
                .build();
        assertThat(history.timeNanos(0)).isEqualTo(Op.NO_TIME);
        assertThat(unfinished(40, "a").isUndecided()).isTrue();
    }

    @Test
    void aTransactionInWhichSomebodyMayBeAtWorkStillDoesNotHang() {
        assertThat(new OutboxCheckerTest()
                        .event(1, OpType.INVOKE, 0, "publish", 1)
                        .unfinished(3, "a")
                        .unfinished(40, "a")
                        .isUndecided())
                .isTrue();
        assertThat(new OutboxCheckerTest()
                        .event(1, OpType.INVOKE, 0, "publish", 1)
                        .unfinished(3, "a")
                        .event(20, OpType.INFO, 0, "publish", 1)
                        .unfinished(40, "a")
                        .isUndecided())
                .isTrue();
    }

    @Test
    void aTransactionIsGivenItsTimeFromWhenTheLastFaultIsHealed() {
        OutboxCheckerTest history = new OutboxCheckerTest()
                .unfinished(1, "a")
                .event(20, OpType.INFO, Op.NEMESIS, "stop-kill", null)
                .unfinished(21, "a")
                .unfinished(40, "a");
        assertThat(history.isUndecided()).isTrue();
        assertThat(history.unfinished(51, "a").check().verdict().isInvalid()).isTrue();
    }

    @Test
    void allAreListedIfThatIsAskedFor() {
        History history = unknown(2, 2).unknown(3, 3).rows(2, 3).drain().events.build();
        CheckResult result = Checkers.judge(
                Checkers.named("outbox", CheckerOptions.DEFAULT),
                history,
                CheckContext.unlimited().withAll(true));
        assertThat(result.verdict().anomaliesOrNone()).extracting(Anomaly::key).containsExactly(2L, 3L);
    }
}
