package io.ordeal.checker.job;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Findings;
import io.ordeal.checker.Witness;
import io.ordeal.checker.job.Finding.Kind;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Findings in words, with the operations that prove them. */
final class Explanation implements Findings.Words<Kind, Finding> {
    private static final int MOST_NAMED = 8;

    private final Jobs jobs;
    private final History history;

    Explanation(Jobs jobs) {
        this.jobs = jobs;
        this.history = jobs.history;
    }

    @Override
    public Anomaly of(Kind kind, Finding finding, List<Finding> spokenFor) {
        return new Anomaly(
                kind.type.wire(),
                finding.job(),
                sentence(kind, finding),
                witness(finding),
                Map.of(
                        "records",
                        finding.records().stream().limit(Findings.MOST_TOLD).toList(),
                        "count",
                        spokenFor.size(),
                        "jobs",
                        spokenFor.stream()
                                .limit(Findings.MOST_TOLD)
                                .map(Finding::job)
                                .toList()));
    }

    private String sentence(Kind kind, Finding finding) {
        String output = "the output of job " + EdnText.name(finding.job());
        return switch (kind) {
            case LOST ->
                output + " lacks " + records(finding) + ", " + read(finding.reading()) + ", though " + whole(finding);
            case MARKER_LOST -> output + " has no marker, " + read(finding.reading()) + ", though " + whole(finding);
            case DUPLICATED ->
                output + " has " + records(finding) + " more than once, " + read(finding.reading()) + ", though "
                        + whole(finding);
            case STRANGE ->
                output + " has " + records(finding) + ", " + read(finding.reading()) + ", which "
                        + (finding.records().size() == 1 ? "is" : "are") + " not in the job's input";
            case NEVER_RUN -> output + " is there, " + read(finding.reading()) + ", and nobody had run it by then";
            case OF_FAILED ->
                output + " is there, "
                        + (finding.records().isEmpty() ? "its marker alone" : records(finding)) + " of it, "
                        + read(finding.reading()) + ", though " + failed(finding.job());
        };
    }

    private static String records(Finding finding) {
        List<Object> records = finding.records();
        String named = records.stream().limit(MOST_NAMED).map(EdnText::name).collect(Collectors.joining(", "));
        return (records.size() == 1 ? "record " : records.size() + " records, ")
                + named
                + (records.size() > MOST_NAMED ? ", …" : "");
    }

    private String read(Reading reading) {
        return "read by process " + history.process(reading.invoked()) + " from event "
                + history.index(reading.invoked()) + " to " + history.index(reading.completed());
    }

    /** Why it must have been whole. */
    private String whole(Finding finding) {
        Job job = job(finding.job());
        Reading before = finding.before();
        if (before != null) {
            return "process " + history.process(before.invoked()) + " had found it marked as whole at event "
                    + history.index(before.completed());
        }
        int completion = history.partner(job.invocation());
        return job.isDone(history) && completion < finding.reading().invoked()
                ? "process " + history.process(job.invocation()) + " was told at event " + history.index(completion)
                        + " that the job was done"
                : "it is marked as whole";
    }

    private String failed(Object id) {
        Job job = job(id);
        String process = "process " + history.process(job.invocation());
        return history.outcome(job.invocation()) == OpType.FAIL
                ? process + " was told at event " + history.index(history.partner(job.invocation()))
                        + " that the job had failed"
                : "the job, run by " + process + " at event " + history.index(job.invocation())
                        + ", could not but fail";
    }

    private Job job(Object id) {
        return Objects.requireNonNull(jobs.all.get(id), "a job that was asked for");
    }

    private List<Op> witness(Finding finding) {
        Witness witness = new Witness(history).with(finding.reading().completed());
        Job job = jobs.all.get(finding.job());
        if (job != null) {
            witness.with(job.invocation());
        }
        Reading before = finding.before();
        if (before != null) {
            witness.with(before.completed());
        }
        return witness.events();
    }
}
