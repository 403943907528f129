package io.ordeal.checker.log;

import io.ordeal.history.History;
import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;
import org.jspecify.annotations.Nullable;

/** What is wrong with a log, in words. */
final class LogStory {
    private final History history;
    private final Values values;

    LogStory(Logs logs) {
        this.history = logs.history;
        this.values = history.values();
    }

    String twoAtOneOffset(Log log, Entry first, Entry second) {
        return "offset " + first.offset + " of log " + name(log) + " has two elements: " + known(first) + ", and "
                + known(second);
    }

    String oneAtTwoOffsets(Log log, Entry first, Entry second) {
        return element(first) + " is in log " + name(log) + " twice, though it was appended once: " + known(first)
                + ", and " + known(second);
    }

    String unexpected(Log log, Entry entry, @Nullable Append append) {
        return known(entry) + ", though "
                + (append == null
                        ? "nobody ever appended it to log " + name(log)
                        : "process " + history.process(append.invocation()) + " asked for it only at event "
                                + history.index(append.invocation()));
    }

    String aborted(Log log, Entry entry, Append append) {
        return known(entry) + ", though process " + history.process(append.invocation()) + " was told at event "
                + history.index(history.partner(append.invocation())) + " that the append to log " + name(log)
                + " had failed";
    }

    String before(Log log, Entry entry, Append append) {
        Sighting known = append.known();
        return "log " + name(log) + " reached offset " + known.offset() + " when process "
                + history.process(known.event()) + " was told of "
                + EdnText.brief(values.toObject(known.element())) + " there at event "
                + history.index(known.event()) + "; but what process " + history.process(append.invocation())
                + " began to append after that, at event " + history.index(append.invocation())
                + ", is before it: " + known(entry);
    }

    String outOfOrder(Log log, Reading reading) {
        long before = reading.told() - 1;
        int at = 0;
        while (reading.offset(values, at) > before) {
            before = reading.offset(values, at++);
        }
        return who(reading) + " log " + name(log) + " from offset " + reading.told() + ", and got offset "
                + reading.offset(values, at)
                + (at == 0 ? ", which is before that" : " after offset " + before);
    }

    String lessThanBefore(Log log, Reading before, Reading later) {
        return "process " + history.process(later.invoked()) + " saw offset " + before.last() + " of log "
                + name(log) + " at event " + history.index(before.completed()) + "; from event "
                + history.index(later.invoked()) + " to " + history.index(later.completed())
                + " it read from offset " + later.from() + " and " + end(later);
    }

    String skipped(Log log, Entry entry, Reading reading) {
        return known(entry) + "; but " + who(reading) + " log " + name(log) + " from offset " + reading.from()
                + " and went past it, to offset "
                + (reading.last() == Reading.NOTHING ? reading.told() : reading.last());
    }

    String lost(Log log, Entry entry, Reading reading) {
        return known(entry) + "; but " + who(reading) + " log " + name(log) + " from offset " + reading.from()
                + " without it: " + instead(entry, reading);
    }

    private String instead(Entry entry, Reading reading) {
        for (int i = 0; i < reading.size(values); i++) {
            if (reading.offset(values, i) == entry.offset) {
                return EdnText.brief(values.toObject(reading.element(values, i))) + " is at its offset";
            }
        }
        return reading.last() != Reading.NOTHING && reading.last() > entry.offset
                ? "the read went past it, to offset " + reading.last()
                : end(reading);
    }

    private String end(Reading reading) {
        return reading.last() == Reading.NOTHING ? "there was nothing" : "the log ended at offset " + reading.last();
    }

    private String who(Reading reading) {
        return "process " + history.process(reading.invoked()) + ", from event " + history.index(reading.invoked())
                + " to " + history.index(reading.completed()) + ", read";
    }

    /** How somebody knew first. */
    private String known(Entry entry) {
        Sighting first = entry.first();
        boolean read = first.equals(entry.read);
        return "process " + history.process(first.event())
                + (read ? " read " : " was told that ") + element(entry)
                + (read ? "" : " had been appended") + " at offset " + entry.offset + " (event "
                + history.index(first.event()) + outcome(entry, read) + ")";
    }

    private String outcome(Entry entry, boolean read) {
        return !read || entry.acknowledged == null
                ? ""
                : ", acknowledged at event " + history.index(entry.acknowledged.event());
    }

    long lastElement(Reading reading) {
        for (int i = 0; i < reading.size(values); i++) {
            if (reading.offset(values, i) == reading.last()) {
                return reading.element(values, i);
            }
        }
        return Values.NIL;
    }

    private String element(Entry entry) {
        return EdnText.brief(values.toObject(entry.element));
    }

    private String name(Log log) {
        return EdnText.name(values.toObject(log.key));
    }
}
