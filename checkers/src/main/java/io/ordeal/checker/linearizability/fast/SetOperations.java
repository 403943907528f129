package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.ScalarNumbers;
import io.ordeal.history.Values;
import java.util.Arrays;

/**
 * The operations on a set, in columns by element: what each says of when the element appeared. Operations that say nothing
 * are left out: reads of unknown outcome.
 */
final class SetOperations {
    static final int NONE = -1;

    final Spans spans;
    private final History history;
    private final Values values;
    private final ValueShape shape;
    private final ScalarNumbers numbers = new ScalarNumbers();

    /** By element: the additions that were invoked and completed first; how many there are; and the same of removals. */
    int[] firstAdd = filled(64);

    int[] firstAdded = filled(64);
    int[] adds = new int[64];
    int[] removal = filled(64);
    int[] removals = new int[64];

    /** By element: of what saw it, what completed first; of what did not, what was invoked last. */
    int[] present = filled(64);

    int[] absent = filled(64);

    /** All {@code contains} that are ok, in order; and the element of each, or −1 − it where it was not seen. */
    int[] asked = new int[64];

    int[] answers = new int[64];
    int askedCount;

    /** Reads that are ok, in order. */
    int[] reads = new int[16];

    int readCount;

    SetOperations(History history, Spans spans, ValueShape shape) {
        this.history = history;
        this.values = history.values();
        this.spans = spans;
        this.shape = shape;
    }

    int elements() {
        return numbers.size();
    }

    /** How many elements a read answered, and each by number; those that nobody added are numbered as well. */
    int sizeOf(int read) {
        return values.size(answer(read));
    }

    int element(int read, int i) {
        return numbers.find(values.element(answer(read), i));
    }

    private long answer(int operation) {
        return shape.value(history, history.partner(spans.at[operation]));
    }

    /** Returns whether the history is of the kind that this class knows. */
    boolean collect(CheckContext context) {
        boolean removed = false;
        for (int operation = 0; operation < spans.size(); operation++) {
            if (operation % Spans.CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            boolean known = switch (history.f(spans.at[operation])) {
                case "add" -> add(operation);
                case "remove" -> remove(operation);
                case "contains" -> contains(operation);
                case "read" -> read(operation);
                default -> false;
            };
            if (!known) {
                return false;
            }
            removed |= history.f(spans.at[operation]).equals("remove");
        }
        if (removed && readCount > 0) {
            return false;
        }
        for (int element = 0; element < numbers.size(); element++) {
            if (removals[element] > 1 || (removals[element] == 1 && adds[element] > 1)) {
                return false;
            }
        }
        return true;
    }

    /**
     * After {@link #collect}, whatever it said: an operation that is ok and saw an element before anybody began to add it;
     * −1 if it knows none.
     */
    int tooEarly() {
        for (int element = 0; element < numbers.size(); element++) {
            if (present[element] != NONE && isTooEarly(present[element], element)) {
                return present[element];
            }
        }
        for (int i = 0; i < readCount; i++) {
            for (int j = 0; j < sizeOf(reads[i]); j++) {
                if (isTooEarly(reads[i], element(reads[i], j))) {
                    return reads[i];
                }
            }
        }
        return NONE;
    }

    private boolean isTooEarly(int operation, int element) {
        return firstAdd[element] == NONE || spans.from[firstAdd[element]] > spans.to[operation];
    }

    private boolean add(int operation) {
        int element = input(operation);
        if (element == NONE) {
            return false;
        }
        adds[element]++;
        if (firstAdd[element] == NONE) {
            firstAdd[element] = operation;
        }
        firstAdded[element] = earlier(firstAdded[element], operation);
        return true;
    }

    private boolean remove(int operation) {
        int element = input(operation);
        if (element == NONE) {
            return false;
        }
        removals[element]++;
        removal[element] = operation;
        return true;
    }

    private boolean contains(int operation) {
        int element = input(operation);
        if (element == NONE) {
            return false;
        }
        if (!spans.isOk(operation)) {
            return true;
        }
        long answer = answer(operation);
        if (values.kind(answer) != Values.Kind.LIST
                || values.size(answer) != 2
                || values.element(answer, 0) != shape.value(history, spans.at[operation])
                || values.kind(values.element(answer, 1)) != Values.Kind.BOOLEAN) {
            return false;
        }
        boolean seen = values.element(answer, 1) == Values.TRUE;
        if (askedCount == asked.length) {
            asked = Arrays.copyOf(asked, 2 * askedCount);
            answers = Arrays.copyOf(answers, 2 * askedCount);
        }
        asked[askedCount] = operation;
        answers[askedCount++] = seen ? element : -1 - element;
        if (seen) {
            present[element] = earlier(present[element], operation);
        } else {
            // Invocations come in order.
            absent[element] = operation;
        }
        return true;
    }

    private boolean read(int operation) {
        if (!spans.isOk(operation)) {
            return true;
        }
        long answer = answer(operation);
        Values.Kind kind = values.kind(answer);
        if (kind != Values.Kind.LIST && kind != Values.Kind.SET) {
            return false;
        }
        for (int i = 0; i < values.size(answer); i++) {
            if (!isComparable(values.element(answer, i))) {
                return false;
            }
            number(values.element(answer, i));
        }
        if (readCount == reads.length) {
            reads = Arrays.copyOf(reads, 2 * readCount);
        }
        reads[readCount++] = operation;
        return true;
    }

    private int earlier(int one, int other) {
        return one == NONE || spans.to[other] < spans.to[one] ? other : one;
    }

    /** The number of the element that an operation is about; −1 if it is not of a kind that can be compared by its handle. */
    private int input(int operation) {
        long value = shape.value(history, spans.at[operation]);
        return value == Values.NIL || !isComparable(value) ? NONE : number(value);
    }

    private boolean isComparable(long value) {
        Values.Kind kind = values.kind(value);
        return kind != Values.Kind.LIST && kind != Values.Kind.MAP && kind != Values.Kind.SET;
    }

    private int number(long value) {
        int number = numbers.of(value);
        if (number == adds.length) {
            grow();
        }
        return number;
    }

    private void grow() {
        firstAdd = grown(firstAdd);
        firstAdded = grown(firstAdded);
        removal = grown(removal);
        present = grown(present);
        absent = grown(absent);
        adds = Arrays.copyOf(adds, 2 * adds.length);
        removals = Arrays.copyOf(removals, 2 * adds.length);
    }

    private static int[] grown(int[] column) {
        int[] longer = Arrays.copyOf(column, 2 * column.length);
        Arrays.fill(longer, column.length, longer.length, NONE);
        return longer;
    }

    private static int[] filled(int size) {
        int[] column = new int[size];
        Arrays.fill(column, NONE);
        return column;
    }
}
