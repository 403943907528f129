package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.ScalarNumbers;
import io.ordeal.history.Values;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Who could have produced which value of a register, where several may have: whatever the outcome of a write is, it may
 * have been it.
 *
 * <ul>
 *   <li>A value is there no sooner than the first write of it is invoked, or the first cas to it, once the value that this
 *       one changes can be there. Nobody sees it before.
 *   <li>If all that may have produced a value before it was seen were over when something began that left, or saw, another
 *       one, and was over before the value was asked for, then nobody sees it either.
 * </ul>
 *
 * <p>Complexity: O(n), but for chains of cas that have to be followed anew: O(n × their length) at worst.
 */
final class Producers {
    private static final int NONE = -1;
    private static final int NEVER = Integer.MAX_VALUE;

    private final History history;
    private final ValueShape shape;

    /** By operation: its position, what it sees, and what it makes; numbers of values, −1 if nothing. */
    private final int[] at;

    private final int[] sees;
    private final int[] makes;
    private int size;

    private final ScalarNumbers numbers = new ScalarNumbers();
    private final int initial;

    /** @param events of operations on scalars that a register knows */
    Producers(History history, int[] events, ValueShape shape, @Nullable Object initial) {
        this.history = history;
        this.shape = shape;
        at = new int[events.length];
        sees = new int[events.length];
        makes = new int[events.length];
        int first = initial == null ? number(Values.NIL) : NONE;
        for (int event : events) {
            if (history.isInvoke(event)) {
                enter(event);
                first = first == NONE && initial != null ? numberIfEqual(event, initial) : first;
            }
        }
        this.initial = first;
    }

    private void enter(int event) {
        boolean ok = history.outcome(event) == OpType.OK;
        long input = shape.value(history, event);
        at[size] = event;
        sees[size] = NONE;
        makes[size] = NONE;
        switch (history.f(event)) {
            case "read" -> sees[size] = ok ? number(shape.value(history, history.partner(event))) : NONE;
            case "write" -> makes[size] = number(input);
            default -> {
                sees[size] = number(history.values().element(input, 0));
                makes[size] = number(history.values().element(input, 1));
            }
        }
        size++;
    }

    private int numberIfEqual(int event, Object value) {
        Values all = history.values();
        long input = shape.value(history, event);
        long[] seen = history.f(event).equals("cas")
                ? new long[] {all.element(input, 0), all.element(input, 1)}
                : new long[] {
                    history.f(event).equals("write") || history.outcome(event) != OpType.OK
                            ? input
                            : shape.value(history, history.partner(event))
                };
        return Arrays.stream(seen)
                .filter(handle -> value.equals(all.toObject(handle)))
                .mapToInt(this::number)
                .findFirst()
                .orElse(NONE);
    }

    private int number(long handle) {
        return numbers.of(handle);
    }

    private boolean isOk(int operation) {
        return history.outcome(at[operation]) == OpType.OK;
    }

    private int completion(int operation) {
        return isOk(operation) ? history.partner(at[operation]) : NEVER;
    }

    /** The positions of operations of which there is no linearization; null if there is no such reason. */
    int @Nullable [] impossible(CheckContext context) {
        int[] earliest = earliest(context);
        for (int i = 0; i < size; i++) {
            if (isOk(i) && sees[i] != NONE && earliest[sees[i]] > completion(i)) {
                return withProducers(new int[] {at[i]});
            }
        }
        return stale(context);
    }

    /** By value: the first moment at which it may be there. */
    private int[] earliest(CheckContext context) {
        int[] earliest = new int[numbers.size()];
        Arrays.fill(earliest, NEVER);
        if (initial != NONE) {
            earliest[initial] = NONE;
        }
        for (boolean changed = true; changed; ) {
            context.checkpoint();
            changed = false;
            for (int i = 0; i < size; i++) {
                if (makes[i] != NONE && (sees[i] == NONE || earliest[sees[i]] != NEVER)) {
                    int since = sees[i] == NONE ? at[i] : Math.max(at[i], earliest[sees[i]]);
                    if (since < earliest[makes[i]]) {
                        earliest[makes[i]] = since;
                        changed = true;
                    }
                }
            }
        }
        return earliest;
    }

    /** The value that was there when an operation that is ok had taken effect. */
    private int leaves(int operation) {
        return makes[operation] != NONE ? makes[operation] : sees[operation];
    }

    private int @Nullable [] stale(CheckContext context) {
        context.checkpoint();
        // By value: when all of its producers invoked so far are over. By event: the operation.
        int[] over = new int[numbers.size()];
        Arrays.fill(over, NEVER);
        if (initial != NONE) {
            over[initial] = NONE;
        }
        boolean[] isProduced = new boolean[numbers.size()];
        LongIntMap operationAt = new LongIntMap();
        // Of what is over: the one that began last, and the one that did so of those that left another value.
        int last = NONE;
        int lastOther = NONE;
        int[] lastThen = new int[size];
        int[] lastOtherThen = new int[size];
        int[] moments = moments(operationAt);
        for (int moment : moments) {
            int i = operationAt.getOrDefault(moment, NONE);
            if (moment == at[i]) {
                lastThen[i] = last;
                lastOtherThen[i] = lastOther;
                int made = makes[i];
                if (made != NONE && made != sees[i]) {
                    boolean isFirst = !isProduced[made] && made != initial;
                    over[made] = isFirst ? completion(i) : Math.max(over[made], completion(i));
                    isProduced[made] = true;
                }
                continue;
            }
            int seen = sees[i];
            if (seen != NONE) {
                int between = lastThen[i] != NONE && leaves(lastThen[i]) == seen ? lastOtherThen[i] : lastThen[i];
                if (between != NONE && over[seen] < at[between]) {
                    return withProducers(new int[] {at[i], at[between]});
                }
            }
            if (last == NONE || leaves(last) == leaves(i)) {
                last = last == NONE || at[i] > at[last] ? i : last;
            } else if (at[i] > at[last]) {
                lastOther = last;
                last = i;
            } else if (lastOther == NONE || at[i] > at[lastOther]) {
                lastOther = i;
            }
        }
        return null;
    }

    /** The positions of all invocations and ok completions, in order. */
    private int[] moments(LongIntMap operationAt) {
        int[] moments = new int[2 * size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            operationAt.put(at[i], i);
            moments[count++] = at[i];
            if (isOk(i)) {
                operationAt.put(completion(i), i);
                moments[count++] = completion(i);
            }
        }
        moments = Arrays.copyOf(moments, count);
        Arrays.sort(moments);
        return moments;
    }

    /** Some operations, with all that may have produced what one of them saw. */
    int[] withProducers(int[] some) {
        BitSet kept = new BitSet();
        BitSet wanted = new BitSet();
        int end = 0;
        for (int position : some) {
            kept.set(position);
            end = history.outcome(position) == OpType.OK ? Math.max(end, history.partner(position)) : end;
        }
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i = 0; i < size && at[i] < end; i++) {
                if (kept.get(at[i]) && sees[i] != NONE && !wanted.get(sees[i])) {
                    wanted.set(sees[i]);
                    changed = true;
                }
                if (makes[i] != NONE && wanted.get(makes[i]) && !kept.get(at[i])) {
                    kept.set(at[i]);
                    changed = true;
                }
            }
        }
        return kept.stream().toArray();
    }
}
