package io.ordeal.checker.linearizability;

/** A model as a table: what each distinct call, by number, makes of each state, by number. */
interface Transitions {
    /** The call is not possible in the state. */
    int NONE = -1;

    int initial();

    /** The state after a call, {@link #NONE}, or, below that, a code for several states: see {@link #several}. */
    int next(int state, int symbol);

    /** The states that a code from {@link #next} stands for: two or more. */
    int[] several(int code);

    /** See {@link Model#readsOnly}. */
    boolean readsOnly(int symbol);

    /** See {@link Model#overwrites}. */
    boolean overwrites(int symbol);

    /** See {@link Model#mayLeadTo}. */
    boolean mayLeadTo(int state, int symbol);

    /** About how many bytes the table takes. */
    long bytes();
}
