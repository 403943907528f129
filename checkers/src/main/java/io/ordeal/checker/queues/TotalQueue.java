package io.ordeal.checker.queues;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a history says of a queue, element by element. */
final class TotalQueue {
    private static final int NONE = -1;

    final History history;

    /** In the order in which the history names them. */
    final Map<Object, Element> elements = new LinkedHashMap<>();

    /** The completion of the drain that is ok and began last; −1 if there is none. */
    int lastDrain = NONE;

    /** Dequeues and drains of which nobody knows what they took. */
    int unknownDequeues;

    private TotalQueue(History history) {
        this.history = history;
    }

    /** Goes through a history once; linear in it and in what was drained. */
    static TotalQueue of(History history, CheckContext context) {
        TotalQueue queue = new TotalQueue(history);
        for (int i = 0; i < history.size(); i++) {
            if (i % 4096 == 0) {
                context.checkpoint();
            }
            if (history.isClient(i)) {
                queue.event(i);
            }
        }
        return queue;
    }

    private void event(int i) {
        switch (history.f(i)) {
            case "enqueue" -> enqueued(i);
            case "dequeue", "drain" -> taken(i);
            default ->
                throw new UnjudgeableHistoryException("event " + history.index(i)
                        + ": a queue knows :enqueue, :dequeue and :drain, not :" + history.f(i));
        }
    }

    private void enqueued(int i) {
        Object value = history.value(i);
        if (history.isInvoke(i)) {
            Element element = element(required(i, value));
            if (element.isEnqueued()) {
                throw new UnjudgeableHistoryException("event " + history.index(i) + ": " + EdnText.brief(value)
                        + " is enqueued again, after event " + history.index(element.enqueue)
                        + ": whether it was lost can't be told unless elements are unique");
            }
            element.enqueue = i;
        } else if (history.type(i) == OpType.OK && value != null && !value.equals(history.value(history.partner(i)))) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected an :enqueue of "
                    + EdnText.brief(history.value(history.partner(i))) + " to be completed as that, found "
                    + EdnText.brief(value));
        }
    }

    private void taken(int i) {
        if (history.isInvoke(i)) {
            if (history.value(i) != null) {
                throw new UnjudgeableHistoryException("event " + history.index(i) + ": a :" + history.f(i)
                        + " is asked for with nothing, found " + EdnText.brief(history.value(i))
                        + ": of several queues each needs a history of its own");
            }
            unknownDequeues += history.outcome(i) == OpType.INFO ? 1 : 0;
            return;
        }
        deliveries(history, i).forEach(value -> element(required(i, value)).delivered(i));
        if (history.f(i).equals("drain")
                && history.type(i) == OpType.OK
                && (lastDrain < 0 || history.partner(i) > history.partner(lastDrain))) {
            lastDrain = i;
        }
    }

    /**
     * What the completion of a dequeue or a drain says that its client got. A drain that broke off may tell what it had by
     * then.
     */
    static Collection<?> deliveries(History history, int completion) {
        Object value = history.value(completion);
        OpType type = history.type(completion);
        if (history.f(completion).equals("dequeue")) {
            return type == OpType.OK ? Arrays.asList(value) : List.of();
        }
        if (type == OpType.FAIL || (type == OpType.INFO && !(value instanceof Collection<?>))) {
            return List.of();
        }
        if (value instanceof Collection<?> drained) {
            return drained;
        }
        throw new UnjudgeableHistoryException("event " + history.index(completion)
                + ": expected the ok value of a :drain to be a list of elements, found " + EdnText.brief(value));
    }

    private Element element(Object value) {
        return elements.computeIfAbsent(value, Element::new);
    }

    private Object required(int i, @Nullable Object value) {
        if (value == null) {
            throw new UnjudgeableHistoryException("event " + history.index(i) + ": expected :" + history.f(i)
                    + " with elements, found nil"
                    + (history.f(i).equals("dequeue") ? ": a dequeue that finds the queue empty is a :fail" : ""));
        }
        return value;
    }
}
