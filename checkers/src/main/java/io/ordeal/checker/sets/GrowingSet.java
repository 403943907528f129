package io.ordeal.checker.sets;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a history says of a set from which nothing is removed, element by element. */
final class GrowingSet {
    private static final int NONE = -1;
    private static final int NEVER = Integer.MAX_VALUE;

    /** What is known of one element; positions are those of events. */
    static final class Element {
        final Object value;

        /** The invocation of its add; −1 if there is none. */
        int add = NONE;

        /** The completion of the first read that has it, and of the last; −1 if none has. */
        int firstSeen = NONE;

        int lastSeen = NONE;

        /** The completion of a read that has it more than once; −1 if none has. */
        int twice = NONE;

        /** So many reads have it that began when it was known to be there. */
        int seenWhenKnown;

        Element(Object value) {
            this.value = value;
        }

        /** From where on it must be there: what acknowledged it, or read it, first; past all events if nothing did. */
        int known(History history) {
            int acknowledged = add != NONE && history.outcome(add) == OpType.OK ? history.partner(add) : NEVER;
            return Math.min(acknowledged, firstSeen == NONE ? NEVER : firstSeen);
        }

        boolean isKnown(History history) {
            return known(history) != NEVER;
        }

        /** Whether it was read though nobody had added it by then, or its add failed. */
        boolean isUnexpected(History history) {
            return firstSeen != NONE && (add == NONE || add > firstSeen || history.outcome(add) == OpType.FAIL);
        }
    }

    final History history;

    /** In the order in which the history names them. */
    final Map<Object, Element> elements = new LinkedHashMap<>();

    /** The completions of the reads that are ok, in their order. */
    final List<Integer> reads = new ArrayList<>();

    /** The read that is ok and began last; −1 if there is none. */
    int lastRead = NONE;

    private int[] begun = new int[0];

    private GrowingSet(History history) {
        this.history = history;
    }

    /** Goes through a history, and through all that was read twice; linear in both but for the sorting of reads. */
    static GrowingSet of(History history, CheckContext context) {
        GrowingSet set = new GrowingSet(history);
        for (int i = 0; i < history.size(); i++) {
            if (i % 4096 == 0) {
                context.checkpoint();
            }
            if (history.isClient(i)) {
                set.event(i, context);
            }
        }
        set.begun = set.reads.stream().mapToInt(history::partner).sorted().toArray();
        set.countWhatIsThereInTime(context);
        return set;
    }

    private void event(int i, CheckContext context) {
        switch (history.f(i)) {
            case "add" -> added(i);
            case "read" -> {
                if (history.isInvoke(i) && history.value(i) != null) {
                    throw new UnjudgeableHistoryException("event " + history.index(i)
                            + ": a :read of a set is asked for with nothing, found " + EdnText.brief(history.value(i))
                            + ": of several sets each needs a history of its own");
                }
                if (history.type(i) == OpType.OK) {
                    read(i, context);
                }
            }
            default ->
                throw new UnjudgeableHistoryException("event " + history.index(i)
                        + ": a set knows :add and :read, not :" + history.f(i)
                        + (history.f(i).equals("remove") ? ": --checker linearizable-set knows :remove" : ""));
        }
    }

    private void added(int i) {
        Object value = history.value(i);
        if (history.isInvoke(i)) {
            Element element = element(i, value);
            if (element.add != NONE) {
                throw new UnjudgeableHistoryException("event " + history.index(i) + ": " + EdnText.brief(value)
                        + " is added again, after event " + history.index(element.add)
                        + ": whether it was lost can't be told unless elements are unique");
            }
            element.add = i;
        } else if (history.type(i) == OpType.OK && value != null && !value.equals(history.value(history.partner(i)))) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected an :add of "
                    + EdnText.brief(history.value(history.partner(i))) + " to be completed as that, found "
                    + EdnText.brief(value));
        }
    }

    private void read(int i, CheckContext context) {
        context.checkpoint();
        reads.add(i);
        if (lastRead == NONE || history.partner(i) > history.partner(lastRead)) {
            lastRead = i;
        }
        for (Object value : elements(history, i)) {
            Element element = element(i, value);
            if (element.lastSeen == i) {
                element.twice = element.twice == NONE ? i : element.twice;
            }
            element.firstSeen = element.firstSeen == NONE ? i : element.firstSeen;
            element.lastSeen = i;
        }
    }

    /** The elements that an ok read answers. */
    static Collection<?> elements(History history, int completion) {
        if (history.value(completion) instanceof Collection<?> elements) {
            return elements;
        }
        throw new UnjudgeableHistoryException("event " + history.index(completion)
                + ": expected the ok value of a :read to be all elements, found "
                + EdnText.brief(history.value(completion)));
    }

    private Element element(int i, @Nullable Object value) {
        if (value == null) {
            throw new UnjudgeableHistoryException(
                    "event " + history.index(i) + ": expected :" + history.f(i) + " with elements, found nil");
        }
        return elements.computeIfAbsent(value, Element::new);
    }

    private void countWhatIsThereInTime(CheckContext context) {
        for (int read : reads) {
            context.checkpoint();
            Collection<?> values = elements(history, read);
            for (Object value : values instanceof Set ? values : new HashSet<>(values)) {
                Element element = elements.get(value);
                if (element != null && element.known(history) < history.partner(read)) {
                    element.seenWhenKnown++;
                }
            }
        }
    }

    /** Whether a read that began when an element was known lacks it, and none that ended later has it. */
    boolean isLost(Element element) {
        int began = lastRead == NONE ? NONE : history.partner(lastRead);
        return element.known(history) < began && element.lastSeen < began;
    }

    /** How many reads lack an element though it was known when they began. */
    int stale(Element element) {
        int at = Arrays.binarySearch(begun, element.known(history));
        int before = at < 0 ? -at - 1 : at;
        return begun.length - before - element.seenWhenKnown;
    }

    /** The first read that lacks an element though it was known when it began; there must be one. */
    int firstStale(Element element) {
        for (int read : reads) {
            if (history.partner(read) > element.known(history)
                    && !elements(history, read).contains(element.value)) {
                return read;
            }
        }
        throw new IllegalArgumentException("no read lacks " + element.value);
    }
}
