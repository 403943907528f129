package io.ordeal.checker.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueCheckerTest {
    private static CheckResult check(HistoryBuilder history) {
        History built = history.build();
        return Checkers.judge(Checkers.named("queue", CheckerOptions.DEFAULT), built, CheckContext.unlimited());
    }

    private static HistoryBuilder oneEnqueued() {
        return new HistoryBuilder().invoke(0, "enqueue", 1).ok(0, "enqueue", 1);
    }

    @Test
    void whatATakerOfUnknownFateMayHaveIsLostAndTheSentenceSaysSo() {
        CheckResult result = check(oneEnqueued()
                .invoke(1, "dequeue", null)
                .info(1, "dequeue", null)
                .invoke(2, "drain", null)
                .ok(2, "drain", List.of()));
        Anomaly lost = result.verdict().anomaliesOrNone().get(0);
        assertThat(lost.type()).isEqualTo("lost");
        assertThat(lost.key()).isEqualTo(1L);
        assertThat(lost.explanation())
                .contains(
                        "process 0 was told at event 1 that 1 had been enqueued",
                        "1 dequeues ended with nobody knowing");
        assertThat(lost.details()).containsEntry("unknown-dequeues", 1);
        assertThat(lost.witness()).hasSize(4);
    }

    @Test
    void withoutADrainNobodyKnowsWhatIsStillThere() {
        assertThat(check(oneEnqueued().invoke(1, "dequeue", null).fail(1, "dequeue", null))
                        .verdict()
                        .toString())
                .contains("1 elements that were acknowledged and never delivered", "no :drain that is ok began");
    }

    @Test
    void aDrainThatBeganBeforeTheAcknowledgementProvesNothing() {
        assertThat(check(new HistoryBuilder()
                                .invoke(0, "enqueue", 1)
                                .invoke(2, "drain", null)
                                .ok(0, "enqueue", 1)
                                .ok(2, "drain", List.of()))
                        .verdict()
                        .isUnknown())
                .isTrue();
    }

    @Test
    void aDequeueThatWasOpenWhileTheQueueWasDrainedMayDeliver() {
        assertThat(check(oneEnqueued()
                                .invoke(1, "dequeue", null)
                                .invoke(2, "drain", null)
                                .ok(2, "drain", List.of())
                                .ok(1, "dequeue", 1))
                        .verdict()
                        .isValid())
                .isTrue();
    }

    @Test
    void twiceIsANote() {
        CheckResult result = check(oneEnqueued()
                .invoke(1, "dequeue", null)
                .ok(1, "dequeue", 1)
                .invoke(2, "drain", null)
                .ok(2, "drain", List.of(1)));
        assertThat(result.verdict().isValid()).isTrue();
        assertThat(result.notes()).anyMatch(note -> note.contains("--no-duplicates"));
        assertThat(result.measurements()).containsEntry("duplicated", 1);
    }

    @Test
    void whatMakesNoSenseIsNotJudged() {
        assertThat(check(oneEnqueued().invoke(0, "enqueue", 1)).verdict().toString())
                .contains("event 2: 1 is enqueued again, after event 0");
        assertThat(check(oneEnqueued().invoke(0, "dequeue", null).ok(0, "dequeue", null))
                        .verdict()
                        .toString())
                .contains("a dequeue that finds the queue empty is a :fail");
        assertThat(check(oneEnqueued().invoke(0, "pop", null)).verdict().toString())
                .contains("knows :enqueue, :dequeue and :drain, not :pop");
        assertThat(check(oneEnqueued().invoke(0, "drain", null).ok(0, "drain", 7))
                        .verdict()
                        .toString())
                .contains("a list of elements, found 7");
    }
}
