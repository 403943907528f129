package io.ordeal.checker.log;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a history says of logs, by key. Goes through it once: linear in it and in what was read. */
final class Logs {
    final History history;
    private final Values values;
    private final CheckContext context;
    private final Map<Long, Log> byKey = new LinkedHashMap<>();

    private Logs(History history, CheckContext context) {
        this.history = history;
        this.values = history.values();
        this.context = context;
    }

    /** @throws UnjudgeableHistoryException a value has another shape than it must, or an element is appended twice */
    static Logs of(History history, CheckContext context) {
        Logs logs = new Logs(history, context);
        for (int i = 0; i < history.size(); i++) {
            if (i % 512 == 0) {
                context.checkpoint();
            }
            if (history.isClient(i)) {
                logs.event(i);
            }
        }
        return logs;
    }

    Collection<Log> all() {
        return byKey.values();
    }

    private void event(int i) {
        switch (history.f(i)) {
            case "append" -> {
                if (history.isInvoke(i)) {
                    asked(i);
                } else if (history.type(i) == OpType.OK) {
                    acknowledged(i);
                }
            }
            case "read", "read-all" -> {
                if (history.isInvoke(i)) {
                    from(i);
                } else if (history.type(i) == OpType.OK) {
                    read(i);
                } else {
                    log(history.partner(i)).lostSightOf(history.process(i));
                }
            }
            default ->
                throw new UnjudgeableHistoryException("event " + history.index(i)
                        + ": a log knows :append, :read and :read-all, not :" + history.f(i));
        }
    }

    private void asked(int i) {
        long element = second(i, "[log element]");
        scalar(element, i, "an element");
        Log log = log(i);
        Append earlier = log.appends.putIfAbsent(element, new Append(i, log.known));
        if (earlier != null) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": " + name(element)
                    + " is appended to log " + name(log.key) + " again, after event "
                    + history.index(earlier.invocation())
                    + ": which of the two is read can't be said unless elements are unique");
        }
    }

    private void acknowledged(int i) {
        long told = second(i, "[log [offset element]]");
        int invocation = history.partner(i);
        long element = values.element(history.valueHandle(invocation), 1);
        Log log = log(invocation);
        if (log(i) != log || !told(told, element)) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected the append of "
                    + EdnText.brief(history.value(invocation)) + " to be completed as [log [offset element]] of the"
                    + " same, found " + EdnText.brief(history.value(i)));
        }
        log.acknowledged(Values.intValue(values.element(told, 0)), element, i);
    }

    private boolean told(long told, long element) {
        return values.kind(told) == Values.Kind.LIST
                && values.size(told) == 2
                && Values.isInt(values.element(told, 0))
                && values.element(told, 1) == element;
    }

    /** Where a read was asked to begin; nil leaves it to its client. */
    private void from(int i) {
        long from = second(i, "[log from]");
        if (from != Values.NIL && !Values.isInt(from)) {
            throw new UnjudgeableHistoryException("event " + history.index(i)
                    + ": expected a read to begin at an offset, a whole number, or where its client goes on, nil,"
                    + " found "
                    + name(from));
        }
    }

    private void read(int i) {
        long told = history.valueHandle(i);
        int invocation = history.partner(i);
        long asked = history.valueHandle(invocation);
        if (values.kind(told) != Values.Kind.LIST
                || values.size(told) != 3
                || values.element(told, 0) != values.element(asked, 0)
                || !Values.isInt(values.element(told, 1))
                || (values.element(asked, 1) != Values.NIL && values.element(asked, 1) != values.element(told, 1))
                || values.kind(values.element(told, 2)) != Values.Kind.LIST) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected the read of "
                    + EdnText.brief(history.value(invocation))
                    + " to be completed as [log from [[offset element] …]], found " + EdnText.brief(history.value(i)));
        }
        Log log = log(invocation);
        long from = Values.intValue(values.element(told, 1));
        long entries = values.element(told, 2);
        long before = from - 1;
        long last = Reading.NOTHING;
        long lastElement = 0;
        boolean inOrder = true;
        for (int at = 0; at < values.size(entries); at++) {
            if (at % 512 == 511) {
                context.checkpoint();
            }
            long entry = values.element(entries, at);
            if (values.kind(entry) != Values.Kind.LIST
                    || values.size(entry) != 2
                    || !Values.isInt(values.element(entry, 0))) {
                throw new UnjudgeableHistoryException(
                        "event " + history.index(i) + ": expected entries [offset element]," + " found " + name(entry));
            }
            long offset = Values.intValue(values.element(entry, 0));
            long element = values.element(entry, 1);
            scalar(element, i, "an element");
            inOrder &= offset > before;
            before = offset;
            log.read(offset, element, i);
            if (last == Reading.NOTHING || offset > last) {
                last = offset;
                lastElement = element;
            }
        }
        if (last != Reading.NOTHING) {
            log.know(new Sighting(last, lastElement, i));
        }
        boolean whole = history.f(i).equals("read-all");
        int process = history.process(i);
        boolean goesOn = values.element(asked, 1) == Values.NIL && !whole;
        Log.Place place = goesOn ? log.goesOn(process, from) : new Log.Place(from, Reading.NONE);
        log.readings.add(
                new Reading(invocation, i, place.offset(), place.after(), from, entries, last, whole, inOrder));
        if (!whole) {
            log.wentTo(process, last == Reading.NOTHING ? from : Math.max(from, last + 1), i);
        }
    }

    private Log log(int i) {
        long key = values.element(history.valueHandle(i), 0);
        scalar(key, i, "the name of a log");
        return byKey.computeIfAbsent(key, Log::new);
    }

    private long second(int i, String expected) {
        long value = history.valueHandle(i);
        if (values.kind(value) != Values.Kind.LIST || values.size(value) != 2) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected the value of :"
                    + history.f(i) + " to be " + expected + ", found " + EdnText.brief(history.value(i)));
        }
        return values.element(value, 1);
    }

    private void scalar(long handle, int i, String what) {
        Values.Kind kind = values.kind(handle);
        if (handle == Values.NIL || kind == Values.Kind.LIST || kind == Values.Kind.MAP || kind == Values.Kind.SET) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected " + what
                    + " to be a number, a text or a keyword, found " + name(handle));
        }
    }

    String name(long handle) {
        return EdnText.brief(values.toObject(handle));
    }
}
