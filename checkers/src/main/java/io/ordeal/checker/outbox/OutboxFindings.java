package io.ordeal.checker.outbox;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Findings;
import io.ordeal.checker.measure.Healing;
import io.ordeal.checker.outbox.Finding.Kind;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong in an outbox, and of how many ids it can't be said. */
final class OutboxFindings {
    /** As long as the checker of atomic commits gives recovery. */
    private static final long ITS_TIME_NANOS = Duration.ofSeconds(30).toNanos();

    private final Outbox outbox;
    private final Findings<Kind, Finding> all = new Findings<>(Kind.class);

    /** Ids whose row or message is known, with no later reading of the other that began after. */
    private int undecided;

    private OutboxFindings(Outbox outbox) {
        this.outbox = outbox;
    }

    static OutboxFindings in(Outbox outbox, CheckContext context) {
        OutboxFindings findings = new OutboxFindings(outbox);
        int count = 0;
        for (Publication publication : outbox.publications.values()) {
            if (count++ % 4096 == 0) {
                context.checkpoint();
            }
            findings.judge(publication);
        }
        findings.judgeTheUnasked();
        findings.judgeTheUnfinished();
        return findings;
    }

    Findings<Kind, Finding> all() {
        return all;
    }

    int undecided() {
        return undecided;
    }

    private void judge(Publication publication) {
        if (publication.isInvisible(outbox.history)) {
            Reading trace = firstTrace(publication.id());
            if (trace != null) {
                all.add(Kind.INVISIBLE_SEEN, new Finding(publication.id(), trace, null));
            }
            return;
        }
        boolean decided = judgeRow(publication);
        if (!judgeMessage(publication) || !decided) {
            undecided++;
        }
    }

    /** The reading that had an id first, of rows or of messages; null if none had. */
    private @Nullable Reading firstTrace(Object id) {
        Reading message = outbox.messages.firstWith(id);
        Reading row = outbox.rows.firstWith(id);
        if (message == null || row == null) {
            return message == null ? row : message;
        }
        return row.completed() < message.completed() ? row : message;
    }

    /** Whether more readings of rows could tell nothing more. */
    private boolean judgeRow(Publication publication) {
        Object id = publication.id();
        Reading row = outbox.rows.firstWith(id);
        Reading message = outbox.messages.firstWith(id);
        Reading last = outbox.rows.last();
        if (row != null) {
            // Nobody deletes rows: each reading that began when it was acknowledged, or read, must have it.
            for (Reading later : outbox.rows.all) {
                boolean wasRead = later.invoked() > row.completed();
                if (!later.has(id) && (wasRead || publication.isAcknowledgedBefore(outbox.history, later.invoked()))) {
                    all.add(Kind.ROW_LOST, new Finding(id, wasRead ? row : null, later));
                    break;
                }
            }
            return true;
        }
        if (last != null && publication.isAcknowledgedBefore(outbox.history, last.invoked())) {
            all.add(Kind.ROW_LOST, new Finding(id, null, last));
            return true;
        }
        if (message != null
                && last != null
                && last.invoked() > message.completed()
                && publication.isOverBefore(outbox.history, last.invoked())) {
            all.add(Kind.MESSAGE_WITHOUT_ROW, new Finding(id, message, last));
            return true;
        }
        return message == null && !publication.isAcknowledged(outbox.history);
    }

    /** Whether more drains could tell nothing more. */
    private boolean judgeMessage(Publication publication) {
        Object id = publication.id();
        if (outbox.messages.firstWith(id) != null) {
            return true;
        }
        Reading row = outbox.rows.firstWith(id);
        Reading last = outbox.messages.last();
        if (last != null && publication.isAcknowledgedBefore(outbox.history, last.invoked())) {
            all.add(Kind.MESSAGE_LOST, new Finding(id, row, last));
            return true;
        }
        if (row != null
                && last != null
                && last.invoked() > row.completed()
                && publication.isOverBefore(outbox.history, last.invoked())) {
            all.add(Kind.MESSAGE_LOST, new Finding(id, row, last));
            return true;
        }
        return row == null && !publication.isAcknowledged(outbox.history);
    }

    /** What was open from a reading to the last, so long that its own time is over, with nothing and nobody to wait for any more. */
    private void judgeTheUnfinished() {
        Reading last = outbox.unfinished.last();
        if (last == null) {
            return;
        }
        History history = outbox.history;
        int quiet = Math.max(Math.max(Healing.last(history), allOver()), outbox.recovered());
        for (Object name : last.counts().keySet()) {
            Reading first = null;
            for (Reading reading : outbox.unfinished.all) {
                if (!reading.has(name)) {
                    first = null;
                } else if (first == null && reading.invoked() > quiet && hasTimes(reading)) {
                    first = reading;
                }
            }
            if (first != null
                    && hasTimes(last)
                    && history.timeNanos(last.invoked()) - history.timeNanos(first.completed()) >= ITS_TIME_NANOS) {
                all.add(Kind.HANGING, new Finding(name, first, last));
            }
        }
    }

    private boolean hasTimes(Reading reading) {
        return outbox.history.timeNanos(reading.invoked()) != Op.NO_TIME
                && outbox.history.timeNanos(reading.completed()) != Op.NO_TIME;
    }

    /** The position after which no publication is under way; past the end if one never came back. */
    private int allOver() {
        int over = -1;
        for (Publication publication : outbox.publications.values()) {
            int partner = outbox.history.partner(publication.invocation());
            over = Math.max(over, partner < 0 ? Integer.MAX_VALUE : partner);
        }
        return over;
    }

    private void judgeTheUnasked() {
        Set<Object> seen = new LinkedHashSet<>(outbox.messages.seen().keySet());
        seen.addAll(outbox.rows.seen().keySet());
        for (Object id : seen) {
            Publication publication = outbox.publications.get(id);
            Reading trace = Objects.requireNonNull(firstTrace(id), "a trace of what was seen");
            if (publication == null || publication.invocation() > trace.completed()) {
                all.add(Kind.NEVER_PUBLISHED, new Finding(id, trace, null));
            }
        }
    }
}
