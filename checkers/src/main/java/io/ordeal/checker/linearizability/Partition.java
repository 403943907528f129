package io.ordeal.checker.linearizability;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The events of a history that matter, by key. */
final class Partition {
    private static final long MISSING = Long.MIN_VALUE;

    private final History history;
    private final ValueShape shape;
    private final Model<?> model;
    private final List<@Nullable Object> keys = new ArrayList<>();

    /** By scalar handle, and by object for collections, whose handles differ though they are equal. */
    private final LongIntMap numberOfScalar = new LongIntMap();

    private final Map<Object, Integer> numberOfObject = new HashMap<>();
    /** The part of all that has no key; −1 while there is none. */
    private int theOnly = -1;

    /** By event that matters: the handle of its value; {@link #MISSING} if it has none of that shape. */
    private final long[] column;

    private boolean missing;

    private final ValueShape columns = new ValueShape() {
        @Override
        public long key(History any, int invocation) {
            return shape.key(any, invocation);
        }

        @Override
        public long value(History any, int event) {
            return column[event];
        }
    };

    private final Map<Input, Integer> numberOfInput = new HashMap<>();
    /** By event: the number of its key; −1 if it does not matter. */
    private final int[] keyOf;

    private final int[] events;
    private final int[] starts;

    private record Input(int f, long value, int process) {}

    Partition(History history, ValueShape shape, Model<?> model) {
        this.history = history;
        this.shape = shape;
        this.model = model;
        int size = history.size();
        keyOf = new int[size];
        column = new long[shape == ValueShape.PLAIN ? 0 : size];
        int[] counts = new int[16];
        for (int i = 0; i < size; i++) {
            keyOf[i] = matters(i) ? history.isInvoke(i) ? keyNumber(i) : keyOf[history.partner(i)] : -1;
            if (keyOf[i] >= 0) {
                if (keyOf[i] >= counts.length) {
                    counts = Arrays.copyOf(counts, 2 * keyOf[i]);
                }
                counts[keyOf[i]]++;
                if (column.length > 0) {
                    column[i] = valueOrMissing(i);
                }
            }
        }
        starts = new int[keys.size() + 1];
        for (int k = 0; k < keys.size(); k++) {
            starts[k + 1] = starts[k] + counts[k];
        }
        events = new int[starts[keys.size()]];
        int[] next = starts.clone();
        for (int i = 0; i < size; i++) {
            if (keyOf[i] >= 0) {
                events[next[keyOf[i]]++] = i;
            }
        }
    }

    int size() {
        return keys.size();
    }

    /** What the partition of so many events takes, that of one key's events for its judge included. */
    static long bytes(int events, ValueShape shape) {
        return (shape == ValueShape.PLAIN ? 12L : 20L) * events;
    }

    /** Keys by number, the largest part first. */
    int[] largestFirst() {
        return IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer k) -> starts[k] - starts[k + 1]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Nullable
    Object key(int number) {
        return keys.get(number);
    }

    int[] events(int number) {
        return Arrays.copyOfRange(events, starts[number], starts[number + 1]);
    }

    /**
     * The shape by which the events of a key are best read: each value was looked for but once.
     *
     * @throws UnjudgeableHistoryException if the history's own shape found none where there should be one
     */
    ValueShape read(int[] someEvents) {
        if (shape == ValueShape.PLAIN) {
            return shape;
        }
        for (int i = 0; missing && i < someEvents.length; i++) {
            if (column[someEvents[i]] == MISSING) {
                return rethrown(someEvents[i]);
            }
        }
        return columns;
    }

    private ValueShape rethrown(int event) {
        throw new IllegalStateException("a value was missing before: " + shape.value(history, event));
    }

    private long valueOrMissing(int event) {
        try {
            return shape.value(history, event);
        } catch (UnjudgeableHistoryException tellWhenJudged) {
            missing = true;
            return MISSING;
        }
    }

    /** The events of all keys, in order. */
    int[] allEvents() {
        return IntStream.range(0, history.size()).filter(i -> keyOf[i] >= 0).toArray();
    }

    /** The number of an event's key; −1 if the event does not matter. */
    int keyOf(int event) {
        return keyOf[event];
    }

    private boolean matters(int i) {
        if (!history.isClient(i)) {
            return false;
        }
        return history.isInvoke(i) ? history.outcome(i) != OpType.FAIL : history.type(i) == OpType.OK;
    }

    private int keyNumber(int invocation) {
        Values values = history.values();
        long key = shape.key(history, invocation);
        if (key != Values.NIL) {
            Values.Kind kind = values.kind(key);
            if (kind == Values.Kind.LIST || kind == Values.Kind.MAP || kind == Values.Kind.SET) {
                return numberOfObject.computeIfAbsent(List.of(values.toObject(key)), k -> add(values.toObject(key)));
            }
            int known = numberOfScalar.getOrDefault(key, -1);
            if (known < 0) {
                known = add(values.toObject(key));
                numberOfScalar.put(key, known);
            }
            return known;
        }
        if (!(model instanceof KeyedModel<?> keyedModel)) {
            if (theOnly < 0) {
                theOnly = add(null);
            }
            return theOnly;
        }
        int process = model.byProcess() ? history.process(invocation) : -1;
        long value = shape.value(history, invocation);
        return numberOfInput.computeIfAbsent(new Input(history.fNumber(invocation), value, process), input -> {
            Object modelKey =
                    keyedModel.key(new Call(process, history.f(invocation), values.toObject(value), null, false));
            return numberOfObject.computeIfAbsent(Arrays.asList(modelKey), k -> add(modelKey));
        });
    }

    private int add(@Nullable Object key) {
        keys.add(key);
        return keys.size() - 1;
    }
}
