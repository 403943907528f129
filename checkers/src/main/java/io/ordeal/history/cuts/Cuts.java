package io.ordeal.history.cuts;

import io.ordeal.history.History;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * What may be left out of a history without breaking what was whole: its <em>parts</em>, by number, and which of them rest
 * on which. A choice of parts is <em>closed</em> if it has all that its parts need; the history of a closed choice could
 * have been recorded, and is not Invalid unless the whole is.
 *
 * <p>The first parts are the operations of clients, in the order of their invocations. What the nemesis did is no part: no
 * checker rests on it, and it is left out.
 */
public interface Cuts {
    /** What a part is. */
    enum Kind {
        /** An operation of a client, invocation and completion. */
        OPERATION,
        /** A micro-operation of a transaction. */
        STEP,
        /** An element of values, or an account, wherever it is read. */
        ELEMENT
    }

    /** How many parts there are. */
    int size();

    Kind kind(int part);

    /** How many of the parts are operations; they are the first. */
    int operations();

    /**
     * The operation that begins at a position.
     *
     * @param invocation of a client
     */
    int operationAt(int invocation);

    /** Tells the parts that belong to an operation: its micro-operations, and the elements that it names alone. */
    void within(int operation, IntConsumer into);

    /** Tells the parts that must stay where a part stays, directly; one may be told twice. */
    void needs(int part, IntConsumer into);

    /**
     * The history of a closed choice: its operations with the indexes, times and processes that they had, and values that
     * tell of the chosen parts alone.
     */
    History history(BitSet chosen);

    /**
     * Whether a closed choice still shows why something is impossible: what the operations of the whole could have
     * answered, in some order, those that are left could answer too. Else a balance that lacks a transfer would end as one
     * that changed though nothing was moved.
     */
    default boolean keepsReason(BitSet chosen) {
        return true;
    }

    /** Whether the history may also end after any of its events: of what is then open, nobody knows how it ended. */
    boolean endsAnywhere();
}
