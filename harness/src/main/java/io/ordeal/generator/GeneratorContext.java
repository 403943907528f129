package io.ordeal.generator;

import io.ordeal.history.Op;
import java.util.BitSet;

/**
 * What a generator may look at, while it is asked or told something; not to be kept. Workers are numbered 0 to
 * concurrency − 1, and the nemesis is one more, {@link #NEMESIS}. A worker's process changes when an operation's outcome
 * is unknown, its number does not.
 */
public interface GeneratorContext {
    int NEMESIS = Op.NEMESIS;

    /** No worker. */
    int NOBODY = -2;

    /** Nanoseconds since the run began. */
    long timeNanos();

    /** The run's seed; draws are keyed by it, see {@link KeyedRandom}. */
    long seed();

    /**
     * Where in the whole generator the one that is asked stands: the same number from run to run. Draws are keyed by it.
     * In updates, where nothing is drawn, it is not kept up.
     */
    long path();

    /** The same context for the child of that number; a combinator asks its children in it. */
    GeneratorContext child(long index);

    /** All client workers of the run, whether this generator may use them or not. */
    int concurrency();

    /** The client workers that this generator may use, busy or not. Not to be changed. */
    BitSet workers();

    /** Whether this generator may use the worker, and the worker is free now. */
    boolean isFree(int worker);

    /** Whether this generator may use the nemesis. */
    boolean hasNemesis();

    /**
     * Of the workers that this generator may use, the nemesis among them, the one that has been free for longest: whom
     * to give the next operation, so that none starves.
     *
     * @return {@link #NOBODY} if all are busy
     */
    int longestFree();

    /** How many of this generator's workers, the nemesis among them, are at work. */
    int busyCount();

    /** The process that a worker now acts as. */
    int process(int worker);

    /** The worker that a process is, or was, of. */
    default int worker(int process) {
        return process == Op.NEMESIS ? NEMESIS : process % concurrency();
    }

    /** Whether a worker is one that this generator may use. */
    default boolean has(int worker) {
        return worker == NEMESIS ? hasNemesis() : worker >= 0 && workers().get(worker);
    }

    /** The same context, but only some of its workers. */
    GeneratorContext restrictedTo(BitSet workers, boolean nemesis);
}
