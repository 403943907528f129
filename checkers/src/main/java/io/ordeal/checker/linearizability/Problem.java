package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckStoppedException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The operations of one key, in columns made for the search. <em>Certain</em> operations, those that are ok, are numbered
 * in the order of their invocations; their completions, too, are numbered in order, and the search's clock counts
 * completions. While it is open, a certain operation has a <em>slot</em> to itself. Operations of unknown outcome with
 * equal calls are one <em>class</em>: they are interchangeable, except that later ones are available later.
 *
 * <p>Failed operations, and those of unknown outcome that only read, are not here: they constrain nothing.
 */
final class Problem {
    /** A call, its values as objects, and two entries of a hash table that find it. */
    private static final long BYTES_A_CALL = 400;

    private static final long BYTES_AN_UNKNOWN = 48;

    /** The distinct calls; symbols are indexes into it. */
    final List<Call> calls;

    /** By symbol: the part of the system that the call touches; 0 where parts are not told apart. */
    final int[] part;

    /** By certain operation. */
    final int[] symbol;

    final int[] slot;

    /** The position in the history of a certain operation's invocation. */
    final int[] position;

    /** By completion: the operation that completes. */
    final int[] completes;

    /** By certain operation: its completion. */
    final int[] completion;

    /** By completion: how many certain operations were invoked before it; and all of them, at the end. */
    final int[] invokedBefore;

    final int slots;

    /** By class. */
    final int[] unknownSymbol;

    /** By class: for each member, in order, the first completion that comes after its invocation. */
    final int[][] unknownFrom;

    /** By class: for each member, in order, the position in the history of its invocation. */
    final int[][] unknownPosition;

    private final long bytes;

    private Problem(Builder from) {
        bytes = from.bytes;
        calls = from.calls;
        part = from.part.stream().mapToInt(Integer::intValue).toArray();
        symbol = Arrays.copyOf(from.symbol, from.certain);
        slot = Arrays.copyOf(from.slot, from.certain);
        position = Arrays.copyOf(from.position, from.certain);
        completes = Arrays.copyOf(from.completes, from.completions);
        invokedBefore = Arrays.copyOf(from.invokedBefore, from.completions + 1);
        invokedBefore[from.completions] = from.certain;
        completion = new int[from.certain];
        for (int c = 0; c < completes.length; c++) {
            completion[completes[c]] = c;
        }
        slots = from.slotOf.length;
        int classes = from.unknown.size();
        unknownSymbol = new int[classes];
        unknownFrom = new int[classes][];
        unknownPosition = new int[classes][];
        int k = 0;
        for (Map.Entry<Integer, List<int[]>> entry : from.unknown.entrySet()) {
            unknownSymbol[k] = entry.getKey();
            unknownFrom[k] = entry.getValue().stream().mapToInt(m -> m[0]).toArray();
            unknownPosition[k] = entry.getValue().stream().mapToInt(m -> m[1]).toArray();
            k++;
        }
    }

    /** Certain operations, and as many completions. */
    int size() {
        return symbol.length;
    }

    int classes() {
        return unknownSymbol.length;
    }

    /** The 64-bit words that a bit for every slot takes. */
    int words() {
        return Math.max(1, (slots + 63) >>> 6);
    }

    /** What was taken from the budget while it was built; whoever drops the problem gives it back. */
    long bytes() {
        return bytes;
    }

    /**
     * The problem of some events of a history.
     *
     * @param events the positions of the invocations that are ok or unknown, and of the ok completions, in order; a
     *     completion that is not there makes its operation unknown
     */
    static Problem of(History history, int[] events, ValueShape shape, Model<?> model, Budget budget) {
        return new Builder(history, shape, model, position -> 0, budget).build(events);
    }

    /** As {@link #of}, but of a system of several parts: equal calls to different ones are different symbols. */
    static Problem ofParts(
            History history,
            int[] events,
            ValueShape shape,
            Model<?> model,
            IntUnaryOperator partOfPosition,
            Budget budget) {
        return new Builder(history, shape, model, partOfPosition, budget).build(events);
    }

    /**
     * The problem of whether one operation could have been possible at all: all others may have happened, in any order,
     * or not.
     */
    static Problem ofOneAlone(
            History history, int[] invocations, int one, ValueShape shape, Model<?> model, Budget budget) {
        Builder builder = new Builder(history, shape, model, position -> 0, budget);
        for (int at : invocations) {
            if (at != one) {
                int completion = history.partner(at);
                builder.unknown(builder.symbolOf(at, history.outcome(at) == OpType.OK ? completion : -1), at);
            }
        }
        builder.invoke(one, history.partner(one));
        builder.complete(one);
        return new Problem(builder);
    }

    /** One pass over the events. */
    private static final class Builder {
        private final History history;
        private final ValueShape shape;
        private final Model<?> model;
        private final IntUnaryOperator partOfPosition;
        private final Budget budget;
        long bytes;
        final List<Call> calls = new ArrayList<>();
        final List<Integer> part = new ArrayList<>();
        private final Map<Placed, Integer> symbols = new HashMap<>();
        private final Map<Triple, Integer> symbolOfTriple = new HashMap<>();
        int certain;
        int[] symbol = new int[16];
        int[] slot = new int[16];
        int[] position = new int[16];
        int completions;
        int[] completes = new int[16];
        int[] invokedBefore = new int[17];

        /** The operation in each slot, −1 if free. */
        int[] slotOf = new int[0];

        final Map<Integer, List<int[]>> unknown = new LinkedHashMap<>();

        private record Triple(int part, int process, int f, long input, long output, boolean known) {}

        private record Placed(int part, Call call) {}

        Builder(History history, ValueShape shape, Model<?> model, IntUnaryOperator partOfPosition, Budget budget) {
            this.budget = budget;
            this.history = history;
            this.shape = shape;
            this.model = model;
            this.partOfPosition = partOfPosition;
        }

        Problem build(int[] events) {
            try {
                addAll(events);
                return new Problem(this);
            } catch (CheckStoppedException stopped) {
                budget.take(-bytes);
                throw new CheckStoppedException(stopped.getMessage() + "; of " + events.length / 2 + " operations, "
                        + certain + " had been made ready for the search");
            }
        }

        private void addAll(int[] events) {
            for (int at : events) {
                if (!history.isInvoke(at)) {
                    complete(history.partner(at));
                    continue;
                }
                int completion = history.partner(at);
                boolean known = completion >= 0
                        && history.type(completion) == OpType.OK
                        && completion <= events[events.length - 1];
                invoke(at, known ? completion : -1);
            }
        }

        private void invoke(int at, int completion) {
            int s = symbolOf(at, completion);
            if (completion < 0) {
                unknown(s, at);
                return;
            }
            if (certain == symbol.length) {
                int capacity = certain + (certain >> 1) + 16;
                // The arrays that grow, and those of the problem, which are made while these are still there.
                take(2L * Integer.BYTES * 6 * (capacity - certain));
                symbol = Arrays.copyOf(symbol, capacity);
                slot = Arrays.copyOf(slot, capacity);
                position = Arrays.copyOf(position, capacity);
                completes = Arrays.copyOf(completes, capacity);
                invokedBefore = Arrays.copyOf(invokedBefore, capacity + 1);
            }
            symbol[certain] = s;
            slot[certain] = freeSlot();
            position[certain] = at;
            slotOf[slot[certain]] = certain;
            certain++;
        }

        private void unknown(int s, int at) {
            if (!model.readsOnly(calls.get(s))) {
                take(BYTES_AN_UNKNOWN);
                unknown.computeIfAbsent(s, key -> new ArrayList<>()).add(new int[] {completions, at});
            }
        }

        private void take(long more) {
            bytes += more;
            budget.take(more);
        }

        private int freeSlot() {
            for (int i = 0; i < slotOf.length; i++) {
                if (slotOf[i] < 0) {
                    return i;
                }
            }
            slotOf = Arrays.copyOf(slotOf, slotOf.length + 1);
            return slotOf.length - 1;
        }

        private void complete(int invocation) {
            for (int i = 0; i < slotOf.length; i++) {
                if (slotOf[i] >= 0 && position[slotOf[i]] == invocation) {
                    invokedBefore[completions] = certain;
                    completes[completions++] = slotOf[i];
                    slotOf[i] = -1;
                    return;
                }
            }
            throw new IllegalStateException("no open operation was invoked at position " + invocation);
        }

        private int symbolOf(int at, int completion) {
            boolean known = completion >= 0;
            int process = model.byProcess() ? history.process(at) : -1;
            long input = shape.value(history, at);
            long output = known ? shape.value(history, completion) : 0;
            int in = partOfPosition.applyAsInt(at);
            Triple triple = new Triple(in, process, history.fNumber(at), input, output, known);
            Integer seen = symbolOfTriple.get(triple);
            if (seen != null) {
                return seen;
            }
            Call call = new Call(
                    process,
                    history.f(at),
                    history.values().toObject(input),
                    known ? history.values().toObject(output) : null,
                    known);
            int number = symbols.computeIfAbsent(new Placed(in, call), key -> {
                calls.add(call);
                part.add(in);
                take(BYTES_A_CALL);
                return calls.size() - 1;
            });
            symbolOfTriple.put(triple, number);
            return number;
        }
    }
}
