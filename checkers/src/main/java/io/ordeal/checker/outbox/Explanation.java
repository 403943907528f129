package io.ordeal.checker.outbox;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Findings in words, with the events that prove them. */
final class Explanation {
    private static final int MOST_IDS = 100;

    private final Outbox outbox;
    private final History history;

    Explanation(Outbox outbox) {
        this.outbox = outbox;
        this.history = outbox.history;
    }

    /** @param ofSameKind this one and those that are not told one by one */
    Anomaly anomaly(Finding finding, List<Finding> ofSameKind) {
        return new Anomaly(
                finding.kind().type.wire(),
                finding.id(),
                sentence(finding),
                witness(finding),
                Map.of(
                        "missing",
                        finding.kind().missing,
                        "count",
                        ofSameKind.size(),
                        "ids",
                        ofSameKind.stream().limit(MOST_IDS).map(Finding::id).toList()));
    }

    private String sentence(Finding finding) {
        Object id = finding.id();
        return switch (finding.kind()) {
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
        TreeSet<Integer> events = new TreeSet<>();
        Publication publication = outbox.publications.get(finding.id());
        if (publication != null) {
            events.add(publication.invocation());
            if (history.partner(publication.invocation()) >= 0) {
                events.add(history.partner(publication.invocation()));
            }
        }
        add(events, finding.present());
        add(events, finding.absent());
        return events.stream().map(history::op).toList();
    }

    private static void add(Set<Integer> events, @Nullable Reading reading) {
        if (reading != null) {
            events.add(reading.invoked());
            events.add(reading.completed());
        }
    }
}
