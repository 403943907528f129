package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.LongIntMap;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.Values;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes {@link Stays} of a key's operations. One pass, O(n). */
final class StayReader {
    private static final int NONE = -1;

    private final History history;
    private final ValueShape shape;
    private final Spans spans;
    private final boolean integers;
    private final boolean[] isPut;
    private final boolean[] isTake;

    /** By element, or nothing: the operations that put it in and took it out. */
    private int[] put = new int[64];

    private int[] take = new int[64];
    private long[] element = new long[64];
    private int size;
    private final LongIntMap numbers = new LongIntMap();
    private int[] unknownTakes = new int[16];
    private int unknownCount;

    /** Elements that were put in twice. */
    private boolean[] isRepeated = new boolean[64];

    private boolean isPartial;

    /** By operation: the number of its element, or as {@link Tally} says; and whether it puts it in. */
    private final int[] elementAt;

    private final boolean[] isPutAt;

    /** By stay: the element. */
    private int[] elementOf = new int[0];

    /**
     * @param put the name of the operation that puts an element in
     * @param take the name of the operation that takes one out
     * @param integers whether elements must be integers
     */
    StayReader(History history, Spans spans, ValueShape shape, String put, String take, boolean integers) {
        this.history = history;
        this.shape = shape;
        this.spans = spans;
        this.integers = integers;
        elementAt = new int[spans.size()];
        isPutAt = new boolean[spans.size()];
        int names = history.fNames().size();
        isPut = new boolean[names];
        isTake = new boolean[names];
        for (int f = 0; f < names; f++) {
            isPut[f] = history.fNames().get(f).equals(put);
            isTake[f] = history.fNames().get(f).equals(take);
        }
    }

    /**
     * Returns whether the history is one of puts and takes of comparable elements. What was put in twice is left out of the
     * {@link #stays}.
     */
    boolean read(CheckContext context) {
        for (int operation = 0; operation < spans.size(); operation++) {
            if (operation % Spans.CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            if (!enter(operation)) {
                return false;
            }
        }
        return true;
    }

    /**
     * After {@link #read}: the positions of operations of which one took what nobody can have put in, or not as often; null
     * if there are none.
     */
    int @Nullable [] contradiction(CheckContext context) {
        int[] impossible = new Tally(spans, elementAt, isPutAt).impossible(size, context);
        return impossible == null ? null : positions(impossible);
    }

    /** Whether something was put in twice, so that the stays are not all. */
    boolean isPartial() {
        return isPartial;
    }

    /** The positions of the invocations of some stays. */
    int[] invocations(int[] stays) {
        return Arrays.stream(stays)
                .map(stay -> elementOf[stay])
                .flatMap(e -> IntStream.of(put[e], take[e]))
                .filter(operation -> operation != NONE)
                .map(operation -> spans.at[operation])
                .toArray();
    }

    /** The positions of the takes of unknown outcome. */
    int[] unknownTakes() {
        return Arrays.stream(unknownTakes, 0, unknownCount)
                .map(operation -> spans.at[operation])
                .toArray();
    }

    private boolean enter(int operation) {
        int at = spans.at[operation];
        if (isPut[history.fNumber(at)]) {
            isPutAt[operation] = true;
            return putIn(operation, shape.value(history, at));
        }
        if (!isTake[history.fNumber(at)]) {
            return false;
        }
        if (!spans.isOk(operation)) {
            if (unknownCount == unknownTakes.length) {
                unknownTakes = Arrays.copyOf(unknownTakes, 2 * unknownCount);
            }
            unknownTakes[unknownCount++] = operation;
            elementAt[operation] = Tally.UNKNOWN;
            return true;
        }
        return takeOut(operation, shape.value(history, history.partner(at)));
    }

    private boolean putIn(int operation, long value) {
        if (value == Values.NIL || !isComparable(value)) {
            return false;
        }
        int number = number(value);
        elementAt[operation] = number;
        if (put[number] == NONE) {
            put[number] = operation;
        } else {
            isRepeated[number] = true;
            isPartial = true;
        }
        return true;
    }

    private boolean takeOut(int operation, long value) {
        if (value == Values.NIL) {
            int nothing = add(value);
            take[nothing] = operation;
            elementAt[operation] = Tally.NOTHING;
            return true;
        }
        if (!isComparable(value)) {
            return false;
        }
        int number = number(value);
        elementAt[operation] = number;
        // A second take of what was put in once is a contradiction.
        take[number] = take[number] == NONE ? operation : take[number];
        return true;
    }

    private boolean isComparable(long value) {
        Values.Kind kind = history.values().kind(value);
        return integers
                ? kind == Values.Kind.INT
                : kind != Values.Kind.LIST && kind != Values.Kind.MAP && kind != Values.Kind.SET;
    }

    private int number(long value) {
        int number = numbers.getOrDefault(value, NONE);
        if (number == NONE) {
            number = add(value);
            numbers.put(value, number);
        }
        return number;
    }

    private int add(long value) {
        if (size == put.length) {
            put = Arrays.copyOf(put, 2 * size);
            take = Arrays.copyOf(take, 2 * size);
            element = Arrays.copyOf(element, 2 * size);
            isRepeated = Arrays.copyOf(isRepeated, 2 * size);
        }
        put[size] = NONE;
        take[size] = NONE;
        element[size] = value;
        return size++;
    }

    /** After {@link #read}, where there is no {@link #contradiction}. */
    Stays stays() {
        elementOf = new int[size];
        int kept = 0;
        for (int e = 0; e < size; e++) {
            boolean mayNotHaveHappened = take[e] == NONE && !spans.isOk(put[e]);
            if (!mayNotHaveHappened && !isRepeated[e]) {
                elementOf[kept++] = e;
            }
        }
        elementOf = Arrays.copyOf(elementOf, kept);
        return new Stays(
                spans.moments,
                column(put, spans.from, Stays.NOTHING),
                column(put, spans.to, Stays.NOTHING),
                column(take, spans.from, Stays.OPEN),
                column(take, spans.to, Stays.OPEN),
                Arrays.stream(elementOf)
                        .mapToLong(e -> Values.intValue(element[e]))
                        .toArray(),
                Arrays.stream(unknownTakes, 0, unknownCount)
                        .map(operation -> spans.from[operation])
                        .toArray());
    }

    private int[] column(int[] operationOf, int[] moments, int none) {
        int[] column = new int[elementOf.length];
        for (int stay = 0; stay < column.length; stay++) {
            int operation = operationOf[elementOf[stay]];
            column[stay] = operation == NONE ? none : moments[operation];
        }
        return column;
    }

    private int[] positions(int... operations) {
        return Arrays.stream(operations)
                .filter(operation -> operation != NONE)
                .map(operation -> spans.at[operation])
                .toArray();
    }
}
