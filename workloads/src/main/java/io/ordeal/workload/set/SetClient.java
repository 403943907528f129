package io.ordeal.workload.set;

import java.util.Collection;

/** A set that grows, as one process uses it. */
public interface SetClient extends AutoCloseable {
    /**
     * Adds an element.
     *
     * @param element never used before
     * @throws io.ordeal.client.DefiniteFailure it is not, and will not be, in the set
     * @throws Exception nobody knows whether it is, or will be, in the set
     */
    void add(long element) throws Exception;

    /**
     * All elements.
     *
     * @throws Exception they could not be read
     */
    Collection<Long> read() throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
