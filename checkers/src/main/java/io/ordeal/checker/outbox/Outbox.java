package io.ordeal.checker.outbox;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a history says of publications, rows and messages, by id. */
final class Outbox {
    final History history;

    /** In the order in which they were asked for. */
    final Map<Object, Publication> publications = new LinkedHashMap<>();

    final Readings rows = new Readings();
    final Readings messages = new Readings();

    /** What was open when it was asked. */
    final Readings unfinished = new Readings();

    /** By process, where its last recovery was ok; past the end if it was not. */
    private final Map<Integer, Integer> recoveries = new HashMap<>();

    private Outbox(History history) {
        this.history = history;
    }

    /** Goes through a history once; linear in it and in what was read. */
    static Outbox of(History history, CheckContext context) {
        Outbox outbox = new Outbox(history);
        for (int i = 0; i < history.size(); i++) {
            if (i % 4096 == 0) {
                context.checkpoint();
            }
            if (history.isClient(i)) {
                outbox.event(i);
            }
        }
        return outbox;
    }

    private void event(int i) {
        switch (history.f(i)) {
            case "publish", "abandon" -> publication(i);
            // an application's own business, which is judged by what comes of it
            case "recover" -> recoveries.put(history.process(i), history.type(i) == OpType.OK ? i : Integer.MAX_VALUE);
            case "rows" -> reading(i, rows);
            case "drain" -> reading(i, messages);
            case "unfinished" -> reading(i, unfinished);
            default ->
                throw new UnjudgeableHistoryException("event " + history.index(i)
                        + ": an outbox knows :publish, :abandon, :recover, :rows, :drain and :unfinished,"
                        + " not :" + history.f(i));
        }
    }

    /** The position after which nobody recovers, or has asked for it in vain; past the end if somebody has. */
    int recovered() {
        return recoveries.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    private void publication(int i) {
        Object id = history.value(i);
        if (history.isInvoke(i)) {
            if (id == null) {
                throw new UnjudgeableHistoryException(
                        "event " + history.index(i) + ": expected :" + history.f(i) + " with an id, found nil");
            }
            Publication earlier =
                    publications.put(id, new Publication(id, i, history.f(i).equals("abandon")));
            if (earlier != null) {
                throw new UnjudgeableHistoryException("event " + history.index(i) + ": " + EdnText.name(id)
                        + " is published again, after event " + history.index(earlier.invocation())
                        + ": which of the two a row or a message tells of can't be said unless ids are unique");
            }
        } else if (history.type(i) == OpType.OK && id != null && !id.equals(history.value(history.partner(i)))) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected a :" + history.f(i) + " of "
                    + EdnText.name(history.value(history.partner(i))) + " to be completed as that, found "
                    + EdnText.name(id));
        }
    }

    private void reading(int i, Readings readings) {
        if (history.type(i) == OpType.OK) {
            readings.add(Reading.of(history, i));
        }
    }

    /** The readings that were ok of rows, or of messages, in the order in which they were completed. */
    static final class Readings {
        final List<Reading> all = new ArrayList<>();
        private final Map<Object, Reading> first = new HashMap<>();
        private @Nullable Reading last;

        private void add(Reading reading) {
            all.add(reading);
            reading.counts().keySet().forEach(id -> first.putIfAbsent(id, reading));
            if (last == null || last.invoked() < reading.invoked()) {
                last = reading;
            }
        }

        /** The first that had an id, null if none did. */
        @Nullable
        Reading firstWith(Object id) {
            return first.get(id);
        }

        /** All ids that ever were there, each with the first reading that had it. */
        Map<Object, Reading> seen() {
            return first;
        }

        /** The one that began last, null if none was ok. */
        @Nullable
        Reading last() {
            return last;
        }

        /** The one that began last, if that was after a position; else null. */
        @Nullable
        Reading lastAfter(int position) {
            return last != null && last.invoked() > position ? last : null;
        }

        int duplicates() {
            return all.stream().mapToInt(Reading::timesMoreThanOnce).max().orElse(0);
        }
    }
}
