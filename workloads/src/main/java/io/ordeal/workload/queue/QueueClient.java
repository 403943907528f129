package io.ordeal.workload.queue;

import java.util.OptionalLong;

/** A queue, as one process uses it. Its elements come out in whatever order. */
public interface QueueClient extends AutoCloseable {
    /**
     * Puts an element in. It returns when the queue has acknowledged it.
     *
     * @param element never used before
     * @throws io.ordeal.client.DefiniteFailure it is not, and will not be, in the queue
     * @throws Exception nobody knows whether it is, or will be, in the queue
     */
    void enqueue(long element) throws Exception;

    /**
     * Takes an element out. Of a queue that waits for an acknowledgement, it is not given yet: {@link #acknowledge} follows.
     *
     * @return empty if there was none
     * @throws io.ordeal.client.DefiniteFailure nothing was taken
     * @throws Exception nobody knows whether something was taken
     */
    OptionalLong dequeue() throws Exception;

    /**
     * Says that an element that {@link #dequeue} returned has been used, and may be forgotten. It comes before the client's
     * next operation, once the harness has been told of the element; never, if the client ends before that.
     *
     * @throws Exception it could not be said: the element may be given to another as well
     */
    default void acknowledge(long element) throws Exception {}

    /**
     * Whether nothing is outstanding: nothing in the queue, nor with a consumer from whom the queue would take it back. Asked
     * in the end, when nobody else does anything. What is a dead consumer's yet may be taken back for it.
     *
     * @throws Exception it can't be told
     */
    boolean isDrained() throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
