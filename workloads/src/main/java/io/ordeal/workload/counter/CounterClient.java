package io.ordeal.workload.counter;

/** A counter, as one process uses it. */
public interface CounterClient extends AutoCloseable {
    /**
     * Adds to the counter.
     *
     * @param delta at least 1
     * @throws io.ordeal.client.DefiniteFailure it is not, and will not be, counted
     * @throws Exception nobody knows whether it is, or will be, counted
     */
    void add(long delta) throws Exception;

    /**
     * The sum of all that was added; 0 if nothing was.
     *
     * @throws Exception it could not be read
     */
    long read() throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
