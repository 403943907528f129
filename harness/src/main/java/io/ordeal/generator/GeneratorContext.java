package io.ordeal.generator;

import java.util.BitSet;

/**
 * What a generator may look at. Workers are numbered 0 to concurrency − 1, and the nemesis is one more, {@link #NEMESIS}.
 * A worker's process changes when an operation's outcome is unknown, its number does not.
 */
public interface GeneratorContext {
    int NEMESIS = -1;

    /** Nanoseconds since the run began. */
    long timeNanos();

    /** The run's seed; draws are keyed by it, see {@link KeyedRandom}. */
    long seed();

    int concurrency();

    /** The client workers that this generator may use, busy or not. Not to be changed. */
    BitSet workers();

    boolean isFree(int worker);

    /** Whether this generator may use the nemesis. */
    boolean hasNemesis();

    /** The process that a worker now acts as. */
    int process(int worker);

    /** The same context, but only some of its workers. */
    GeneratorContext restrictedTo(BitSet workers, boolean nemesis);
}
