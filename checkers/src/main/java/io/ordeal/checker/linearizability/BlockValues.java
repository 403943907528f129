package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Arrays;

/**
 * The values that a system is known to have had, by number: which operation made each, which saw it, and which made the
 * next out of it. {@link Blocks} judges them. Operations are known by the positions of their invocations.
 */
abstract class BlockValues {
    /** In place of an operation: there is none, or it is the initial value that nobody made. */
    static final int NONE = -1;

    static final int INITIAL = -2;

    static final int CHECKPOINT_EVERY = 1 << 14;

    final History history;
    final int[] events;
    final ValueShape shape;

    /** By value. */
    int[] writer = new int[0];

    /** By value: the operation that saw it and made another out of it. */
    int[] leaver = new int[0];

    /** By value: the read that completed first, and the read that began last. */
    int[] firstRead = new int[0];

    int[] lastRead = new int[0];

    /** A value that two operations left, and the second of them; −1 if there is none. */
    int leftTwice = NONE;

    int secondLeaver = NONE;

    /** Operations that are ok, and whose value nobody observed. */
    int[] unobserved = new int[16];

    int unobservedCount;

    BlockValues(History history, int[] events, ValueShape shape) {
        this.history = history;
        this.events = events;
        this.shape = shape;
    }

    /** Returns whether the history is of the kind that this class knows. */
    abstract boolean collect(CheckContext context);

    /** How many values are known. */
    abstract int size();

    /** The number of the value that an operation made; −1 if nobody observed it. */
    abstract int written(int operation);

    /** The number of the value that an operation saw; −1 if it saw none. */
    abstract int observedBy(int operation);

    /** Whether an operation makes a value out of the one that it saw. */
    abstract boolean continues(int operation);

    /** Whether a value is none of those that are judged; then no operation is entered for it. */
    boolean isLeftOut(int value) {
        return false;
    }

    /**
     * Some operations, and with them those from which it follows that they happened, and as they are entered here. None if
     * there is no telling which.
     */
    abstract int[] proved(int[] operations);

    int start(int operation) {
        return operation == INITIAL ? -1 : operation;
    }

    /** Where an operation was completed; past all events if its outcome is unknown. */
    int completion(int operation) {
        if (operation == INITIAL) {
            return -1;
        }
        return history.outcome(operation) == OpType.OK ? history.partner(operation) : Integer.MAX_VALUE;
    }

    boolean isUnknown(int operation) {
        return operation >= 0 && history.outcome(operation) != OpType.OK;
    }

    /** An operation that saw a value. */
    int observer(int value) {
        return firstRead[value] != NONE ? firstRead[value] : leaver[value];
    }

    void prepare(int size) {
        writer = filled(size);
        leaver = filled(size);
        firstRead = filled(size);
        lastRead = filled(size);
    }

    private static int[] filled(int size) {
        int[] column = new int[size];
        Arrays.fill(column, NONE);
        return column;
    }

    /** Reads are entered in the order of their invocations. */
    void read(int at, int value) {
        if (firstRead[value] == NONE || history.partner(at) < history.partner(firstRead[value])) {
            firstRead[value] = at;
        }
        lastRead[value] = at;
    }

    void leave(int at, int value) {
        if (leaver[value] == NONE) {
            leaver[value] = at;
        } else if (secondLeaver == NONE) {
            leftTwice = value;
            secondLeaver = at;
        }
    }

    void unobserved(int at) {
        if (unobservedCount == unobserved.length) {
            unobserved = Arrays.copyOf(unobserved, 2 * unobservedCount);
        }
        unobserved[unobservedCount++] = at;
    }
}
