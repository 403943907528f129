package io.ordeal.checker.models;

import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Meanwhile;
import io.ordeal.history.cuts.OperationCuts;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a counter's history. An add that was over before a read began is in what it read, and is taken
 * out of that; one that began after the read had ended is not. Of any other nobody knows, and the read stays only with it.
 */
final class CounterCuts extends OperationCuts {
    private final ValueShape shape;
    private final Map<Object, Meanwhile> adds = new HashMap<>();

    /** Of the choice at hand, by the position of a read's completion: how much less it reads. */
    private final Map<Integer, Long> less = new HashMap<>();

    /** By counter: the sum of all that takes away, and of all that adds. */
    private final Map<Object, Long> least = new HashMap<>();

    private final Map<Object, Long> most = new HashMap<>();

    private final long initial;

    /** Whether each read of the whole is one that some of the adds of its counter make up. */
    private final BitSet possible = new BitSet();

    /** @param initial the sum at first */
    CounterCuts(History history, ValueShape shape, long initial) {
        super(history, true);
        this.shape = shape;
        this.initial = initial;
        for (int operation = 0; operation < operations(); operation++) {
            if (isAdd(operation)) {
                adds.computeIfAbsent(counter(operation), key -> new Meanwhile())
                        .add(operation, invocation(operation), end(operation));
            }
        }
        BitSet all = new BitSet();
        all.set(0, operations());
        reckon(all);
        less.forEach((read, taken) -> possible.set(read, isWithin(read, taken)));
    }

    private boolean isAdd(int operation) {
        return history.f(invocation(operation)).equals("add")
                && outcome(operation) != OpType.FAIL
                && history.values().toObject(shape.value(history, invocation(operation))) instanceof Long;
    }

    private boolean isOkRead(int operation) {
        return history.f(invocation(operation)).equals("read") && outcome(operation) == OpType.OK;
    }

    private Object counter(int operation) {
        return Arrays.asList(history.values().toObject(shape.key(history, invocation(operation))));
    }

    @Override
    public void needs(int part, IntConsumer into) {
        super.needs(part, into);
        if (isOkRead(part)) {
            Meanwhile all = adds.get(counter(part));
            if (all != null) {
                all.of(invocation(part), end(part), into);
            }
        }
    }

    @Override
    protected boolean rewrites() {
        return true;
    }

    @Override
    public History history(BitSet chosen) {
        reckon(chosen);
        return super.history(chosen);
    }

    @Override
    public boolean keepsReason(BitSet chosen) {
        reckon(chosen);
        return less.entrySet().stream()
                .allMatch(read -> !possible.get(read.getKey()) || isWithin(read.getKey(), read.getValue()));
    }

    /** Whether a read lies between all that takes away and all that adds. */
    private boolean isWithin(int read, long taken) {
        if (!(history.values().toObject(shape.value(history, read)) instanceof Long sum)) {
            return true;
        }
        Object counter = counter(operationAt(read));
        return sum - taken >= initial + least.getOrDefault(counter, 0L)
                && sum - taken <= initial + most.getOrDefault(counter, 0L);
    }

    private void reckon(BitSet chosen) {
        less.clear();
        least.clear();
        most.clear();
        Map<Object, Long> gone = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            int operation = operationAt(i);
            if (operation < 0) {
                continue;
            }
            if (history.isInvoke(i) && isOkRead(operation) && chosen.get(operation)) {
                less.put(history.partner(i), gone.getOrDefault(counter(operation), 0L));
            } else if (history.type(i) == OpType.OK && isAdd(operation) && !chosen.get(operation)) {
                Object more = history.values().toObject(shape.value(history, invocation(operation)));
                gone.merge(counter(operation), (Long) Objects.requireNonNull(more), Long::sum);
            }
            if (history.isInvoke(i) && isAdd(operation) && chosen.get(operation)) {
                Object more = history.values().toObject(shape.value(history, i));
                long amount = (Long) Objects.requireNonNull(more);
                least.merge(counter(operation), Math.min(amount, 0), Long::sum);
                most.merge(counter(operation), Math.max(amount, 0), Long::sum);
            }
        }
    }

    @Override
    protected @Nullable Object value(int position, BitSet chosen) {
        Object whole = history.value(position);
        long taken = less.getOrDefault(position, 0L);
        if (taken == 0) {
            return whole;
        } else if (whole instanceof Long sum) {
            return sum - taken;
        }
        return whole instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof Long sum
                ? Arrays.asList(pair.get(0), sum - taken)
                : whole;
    }
}
