package io.ordeal.checker.job;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges jobs by what is in their outputs.
 *
 * <p><b>Guarantees</b>: {@code lost} is a record, or the marker, that is missing of an output which is whole: marked in this
 * reading or in one that was over before it began, or of a job that was told to be done before it began. {@code duplicated} is a
 * record that is there more than once in such a reading; {@code unexpected} one that is not in the job's input, or an output of a
 * job that nobody had run by then, in any. {@code partial-output} is any trace, in any reading, of a job that was told to have
 * failed, or was doomed to.
 *
 * <p><b>Cannot detect</b>: what is wrong between two readings, and gone by the second; what those read who heed no marker, of a
 * job whose outcome nobody knows: that is noted. That a job does not end, or that a doomed one was not given its record of doom.
 *
 * <p><b>Complexity</b>: linear in the history and in all that was read, plus jobs times readings.
 *
 * <p><b>Reference</b>: Hadoop's documentation, "Committing work to cloud storage" (committer architecture): what an output
 * committer promises of tasks and jobs that fail; Dean &amp; Ghemawat, "MapReduce", OSDI 2004, section 3.3: the output is that of
 * a sequential execution without failures, by atomic commits of tasks.
 */
final class JobChecker implements Checker {
    @Override
    public CheckResult check(History history, CheckContext context) {
        Jobs jobs = Jobs.of(history, context);
        JobFindings findings = JobFindings.in(jobs, context);
        Verdict verdict = Verdict.of(findings.all().anomalies(context, new Explanation(jobs)))
                .and(doubts(jobs, findings));
        CheckResult result = new CheckResult(verdict, List.of(), measurements(jobs, findings));
        for (String note : notes(findings)) {
            result = result.withNote(note);
        }
        return result;
    }

    @Override
    public boolean judges(History history, int completion) {
        return history.f(completion).equals("outputs");
    }

    /** A reading proves what it proves, whatever comes later: a job that is under way may fail, which promises more. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    @Override
    public Cuts cuts(History history) {
        return new JobCuts(history);
    }

    private static Verdict doubts(Jobs jobs, JobFindings findings) {
        if (jobs.readings.isEmpty()) {
            return Verdict.unknown("no :outputs is ok, so that nothing is known of what jobs have written");
        }
        return findings.unread() == 0
                ? Verdict.valid()
                : Verdict.unknown("of " + findings.unread() + " jobs the output was not read after they were over: no"
                        + " :outputs that is ok began then");
    }

    private static List<String> notes(JobFindings findings) {
        List<String> notes = new ArrayList<>();
        if (findings.leftUnmarked() > 0) {
            notes.add(findings.leftUnmarked()
                    + " jobs whose outcome nobody knows have left a part of their output, or all of it,"
                    + " without a marker: who reads it all the same reads what may be a part");
        }
        if (findings.seenEarly() > 0) {
            notes.add("the output of " + findings.seenEarly()
                    + " jobs could be seen, without a marker, before they were known to be done");
        }
        return notes;
    }

    private static Map<String, Object> measurements(Jobs jobs, JobFindings findings) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("jobs", jobs.all.size());
        figures.put(
                "done",
                jobs.all.values().stream()
                        .filter(job -> job.isDone(jobs.history))
                        .count());
        figures.put(
                "failed",
                jobs.all.values().stream()
                        .filter(job -> jobs.history.outcome(job.invocation()) == OpType.FAIL)
                        .count());
        figures.put("readings", jobs.readings.size());
        figures.put("whole-after-all", findings.turnedOutWhole());
        figures.put("left-unmarked", findings.leftUnmarked());
        figures.put("seen-early", findings.seenEarly());
        for (String type : List.of("lost", "duplicated", "unexpected", "partial-output")) {
            figures.put(type, findings.all().count(kind -> kind.type.wire().equals(type)));
        }
        return figures;
    }
}
