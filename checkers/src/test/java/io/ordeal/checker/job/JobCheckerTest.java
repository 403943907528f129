package io.ordeal.checker.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobCheckerTest {
    private final HistoryBuilder events = new HistoryBuilder();

    private static List<Object> asked(long job) {
        return List.of(job, List.of(10 * job, 10 * job + 1));
    }

    private static List<Object> entry(long job, boolean marked, Object... records) {
        return List.of(job, marked, List.of(records));
    }

    private JobCheckerTest run(long job) {
        events.invoke(0, "run", asked(job)).ok(0, "run", asked(job));
        return this;
    }

    private JobCheckerTest failed(long job) {
        events.invoke(0, "run", asked(job)).fail(0, "run", asked(job));
        return this;
    }

    private JobCheckerTest unknown(int process, long job) {
        events.invoke(process, "run", asked(job)).info(process, "run", asked(job));
        return this;
    }

    private JobCheckerTest outputs(Object... entries) {
        events.invoke(1, "outputs", null).ok(1, "outputs", List.of(entries));
        return this;
    }

    private CheckResult check() {
        return Checkers.judge(Checkers.named("job", CheckerOptions.DEFAULT), events.build(), CheckContext.unlimited());
    }

    private Anomaly only() {
        List<Anomaly> anomalies = check().verdict().anomaliesOrNone();
        assertThat(anomalies).hasSize(1);
        return anomalies.get(0);
    }

    private void valid() {
        CheckResult result = check();
        assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.valid());
    }

    @Test
    void whatIsDoneIsThereOnce() {
        run(1).failed(2);
        CheckResult result = outputs(entry(1, true, 11L, 10L)).check();
        assertThat(result.verdict()).isEqualTo(Verdict.valid());
        assertThat(result.notes()).isEmpty();
        assertThat(result.measurements()).containsEntry("jobs", 2).containsEntry("done", 1L);
    }

    @Test
    void aRecordThatIsMissingIsLost() {
        Anomaly anomaly = run(1).outputs(entry(1, true, 10L)).only();
        assertThat(anomaly.type()).isEqualTo("lost");
        assertThat(anomaly.key()).isEqualTo(1L);
        assertThat(anomaly.details()).containsEntry("records", List.of(11L));
        assertThat(anomaly.explanation())
                .isEqualTo(
                        "the output of job 1 lacks record 11, read by process 1 from event 2 to 3, though process 0 was"
                                + " told at event 1 that the job was done");
        assertThat(anomaly.witness()).extracting(Op::index).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aJobThatIsDoneAndHasLeftNothingHasLostAllAndItsMarker() {
        assertThat(run(1).outputs().check().verdict().anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("lost", "lost");
    }

    @Test
    void aJobThatIsDoneIsMarked() {
        assertThat(run(1).outputs(entry(1, false, 10L, 11L)).only().explanation())
                .startsWith("the output of job 1 has no marker, read by process 1");
    }

    @Test
    void aRecordThatIsThereTwiceIsDuplicated() {
        Anomaly anomaly = run(1).outputs(entry(1, true, 10L, 11L, 10L)).only();
        assertThat(anomaly.type()).isEqualTo("duplicated");
        assertThat(anomaly.explanation()).startsWith("the output of job 1 has record 10 more than once");
    }

    @Test
    void ofWhatNobodyKnowsAllMayBeThereOrNothing() {
        unknown(2, 1).unknown(3, 2).outputs(entry(1, true, 10L, 11L)).valid();
        assertThat(check().measurements()).containsEntry("whole-after-all", 1);
    }

    @Test
    void aPartOfWhatNobodyKnowsIsANoteUnlessItIsMarked() {
        assertThat(unknown(2, 1).outputs(entry(1, false, 10L, 10L)).check().notes())
                .containsExactly(
                        "1 jobs whose outcome nobody knows have left a part of their output, or all of it, without a"
                                + " marker: who reads it all the same reads what may be a part",
                        "the output of 1 jobs could be seen, without a marker, before they were known to be done");
        valid();
        assertThat(unknown(3, 2).outputs(entry(2, true, 20L)).only().explanation())
                .isEqualTo(
                        "the output of job 2 lacks record 21, read by process 1 from event 6 to 7, though it is marked"
                                + " as whole");
    }

    @Test
    void whatIsMarkedIsWholeBeforeItsClientIsTold() {
        events.invoke(0, "run", asked(1));
        outputs(entry(1, true, 10L));
        events.ok(0, "run", asked(1));
        assertThat(outputs(entry(1, true, 10L, 11L)).only().type()).isEqualTo("lost");
    }

    @Test
    void whatIsUnderWayMayBeSeenInPart() {
        events.invoke(0, "run", asked(1));
        outputs(entry(1, false, 10L));
        events.ok(0, "run", asked(1));
        outputs(entry(1, true, 10L, 11L)).valid();
        assertThat(check().measurements()).containsEntry("seen-early", 1);
    }

    @Test
    void aReadingThatBeganBeforeTheJobWasDoneProvesNothingOfIt() {
        events.invoke(0, "run", asked(1)).invoke(1, "outputs", null).ok(0, "run", asked(1));
        events.ok(1, "outputs", List.of());
        assertThat(check().verdict().isUnknown()).isTrue();
        outputs(entry(1, true, 10L, 11L)).valid();
    }

    @Test
    void whatWasMarkedStaysSo() {
        Anomaly anomaly = unknown(2, 1)
                .outputs(entry(1, true, 10L, 11L))
                .outputs(entry(1, false, 10L, 11L))
                .only();
        assertThat(anomaly.type()).isEqualTo("lost");
        assertThat(anomaly.explanation())
                .isEqualTo(
                        "the output of job 1 has no marker, read by process 1 from event 4 to 5, though process 1 had"
                                + " found it marked as whole at event 3");
    }

    @Test
    void ofAJobThatFailedNothingIsSeen() {
        Anomaly anomaly = failed(1).outputs(entry(1, false, 10L)).only();
        assertThat(anomaly.type()).isEqualTo("partial-output");
        assertThat(anomaly.explanation())
                .isEqualTo("the output of job 1 is there, record 10 of it, read by process 1 from event 2 to 3, though"
                        + " process 0 was told at event 1 that the job had failed");
    }

    @Test
    void norBeforeItFailed() {
        events.invoke(0, "run", asked(1));
        outputs(entry(1, false, 10L));
        events.fail(0, "run", asked(1));
        assertThat(outputs().only().type()).isEqualTo("partial-output");
    }

    @Test
    void norItsMarkerAlone() {
        assertThat(failed(1).outputs(entry(1, true)).only().explanation()).contains("its marker alone");
        assertThat(check().verdict().anomaliesOrNone()).hasSize(1);
    }

    @Test
    void ofAJobThatIsDoomedNothingIsSeenHoweverItEnds() {
        events.invoke(2, "doomed", asked(1)).info(2, "doomed", asked(1));
        assertThat(outputs(entry(1, false, 10L)).only().explanation())
                .endsWith("though the job, run by process 2 at event 0, could not but fail");
    }

    @Test
    void aDoomedJobThatFailedAsItHadToIsNotDone() {
        events.invoke(2, "doomed", asked(1)).ok(2, "doomed", asked(1));
        outputs().valid();
        assertThat(outputs(entry(1, true, 10L, 11L)).only().type()).isEqualTo("partial-output");
    }

    @Test
    void anEmptyFolderIsNoTrace() {
        failed(1).outputs(entry(1, false), entry(9, false)).valid();
    }

    @Test
    void aRecordOfAnotherJobIsUnexpected() {
        assertThat(run(1).outputs(entry(1, true, 10L, 11L, 20L)).only().type()).isEqualTo("unexpected");
    }

    @Test
    void soIsTheOutputOfAJobThatNobodyHadRun() {
        assertThat(run(1).outputs(entry(1, true, 10L, 11L), entry(7, false, 70L))
                        .only()
                        .explanation())
                .isEqualTo("the output of job 7 is there, read by process 1 from event 2 to 3, and nobody had run it by"
                        + " then");
        events.invoke(0, "run", asked(7)).info(0, "run", asked(7));
        assertThat(only().type()).isEqualTo("unexpected");
    }

    @Test
    void whatWasNotReadAfterwardsIsUnknown() {
        assertThat(outputs().run(1).check().verdict().isUnknown()).isTrue();
        assertThat(outputs(entry(1, true, 10L, 11L)).failed(2).check().verdict().isUnknown())
                .isTrue();
    }

    @Test
    void whatMakesNoSenseIsNotJudged() {
        events.invoke(0, "run", asked(1)).ok(0, "run", asked(2));
        assertThat(outputs().check().verdict().isUnknown()).isTrue();
    }
}
