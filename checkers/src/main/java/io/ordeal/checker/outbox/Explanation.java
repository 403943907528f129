package io.ordeal.checker.outbox;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.Findings;
import io.ordeal.checker.Witness;
import io.ordeal.checker.outbox.Finding.Kind;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Findings in words, with the operations that prove them. */
final class Explanation implements Findings.Words<Kind, Finding> {
    private final Outbox outbox;
    private final History history;

    Explanation(Outbox outbox) {
        this.outbox = outbox;
        this.history = outbox.history;
    }

    @Override
    public Anomaly of(Kind kind, Finding finding, List<Finding> spokenFor) {
        return new Anomaly(
                kind.type.wire(),
                finding.id(),
                sentence(kind, finding),
                witness(finding),
                Map.of(
                        "missing",
                        kind.missing,
                        "count",
                        spokenFor.size(),
                        "ids",
                        spokenFor.stream()
                                .limit(Findings.MOST_TOLD)
                                .map(Finding::id)
                                .toList()));
    }

    private String sentence(Kind kind, Finding finding) {
        Object id = finding.id();
        return switch (kind) {
            case MESSAGE_LOST ->
                stored(finding) + ", but no message tells of it: "
                        + told(Objects.requireNonNull(finding.absent(), "the last drain"), "drained") + " without it";
            case ROW_LOST ->
                stored(finding) + ", but it is not there any more: "
                        + told(Objects.requireNonNull(finding.absent(), "a reading of rows"), "read") + " without it";
            case MESSAGE_WITHOUT_ROW ->
                "a message tells of row " + EdnText.name(id) + ", "
                        + where(Objects.requireNonNull(finding.present(), "a drain"), "drained")
                        + ", but there is no such row: "
                        + told(Objects.requireNonNull(finding.absent(), "the last reading of rows"), "read")
                        + " without it; " + asked(id);
            case INVISIBLE_SEEN ->
                trace(id, Objects.requireNonNull(finding.present(), "a trace")) + ", though " + asked(id);
            case NEVER_PUBLISHED ->
                trace(id, Objects.requireNonNull(finding.present(), "a trace"))
                        + ", which nobody had published by then";
            case HANGING -> hanging(id, finding);
        };
    }

    private String hanging(Object name, Finding finding) {
        Reading first = Objects.requireNonNull(finding.present(), "the first that names it");
        Reading last = Objects.requireNonNull(finding.absent(), "the last that does");
        long seconds = Duration.ofNanos(history.timeNanos(last.invoked()) - history.timeNanos(first.completed()))
                .toSeconds();
        return "the transaction " + name + " hangs: it was open when process " + history.process(first.invoked())
                + " asked at event " + history.index(first.invoked())
                + ", with all faults healed and nobody at work, and"
                + " still is " + seconds + " s later, as process " + history.process(last.invoked())
                + " was told at event " + history.index(last.completed()) + "; what it wrote is neither committed nor"
                + " aborted, and readers wait for it";
    }

    /** How it is known that a row was stored. */
    private String stored(Finding finding) {
        Reading present = finding.present();
        return present == null
                ? asked(finding.id())
                : "row " + EdnText.name(finding.id()) + " was stored, " + where(present, "read") + " ("
                        + asked(finding.id()) + ")";
    }

    private String trace(Object id, Reading reading) {
        boolean message = history.f(reading.invoked()).equals("drain");
        return (message ? "a message tells of row " : "there is a row ")
                + EdnText.name(id)
                + ", "
                + where(reading, message ? "drained" : "read");
    }

    private String where(Reading reading, String verb) {
        return verb + " by process " + history.process(reading.invoked()) + " at event "
                + history.index(reading.completed());
    }

    private String told(Reading reading, String verb) {
        return "process " + history.process(reading.invoked()) + " " + verb + " "
                + reading.counts().size() + (verb.equals("read") ? " rows" : " messages") + " from event "
                + history.index(reading.invoked()) + " to " + history.index(reading.completed());
    }

    /** Who asked for an id, and what it was told. */
    private String asked(Object id) {
        Publication publication = Objects.requireNonNull(outbox.publications.get(id), "what was asked for");
        String process = "process " + history.process(publication.invocation());
        if (publication.abandoned()) {
            return process + " abandoned " + EdnText.name(id) + " at event " + history.index(publication.invocation())
                    + ", before it was committed";
        }
        OpType outcome = history.outcome(publication.invocation());
        if (outcome == OpType.INFO) {
            return process + " published " + EdnText.name(id) + " at event " + history.index(publication.invocation())
                    + " and was not told what became of it";
        }
        return process + " was told at event " + history.index(history.partner(publication.invocation())) + " that "
                + EdnText.name(id) + (outcome == OpType.OK ? " had been published" : " had not been published");
    }

    private List<Op> witness(Finding finding) {
        Witness witness = new Witness(history);
        Publication publication = outbox.publications.get(finding.id());
        if (publication != null) {
            witness.with(publication.invocation());
        }
        for (Reading reading : Arrays.asList(finding.present(), finding.absent())) {
            if (reading != null) {
                witness.with(reading.completed());
            }
        }
        return witness.events();
    }
}
