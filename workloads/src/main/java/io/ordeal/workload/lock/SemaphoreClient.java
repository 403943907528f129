package io.ordeal.workload.lock;

import io.ordeal.client.DefiniteFailure;

/**
 * A counting semaphore as one process uses it. Each has {@link SemaphoreWorkload#PERMITS} permits; a process holds at most one of
 * them at a time, and has a client of its own, called by one thread at a time.
 *
 * <pre>{@code
 * p0  acquire |--ok|======== holds ========|release
 * p1     acquire |---ok|======== holds ========|release
 * p2                    acquire |--ok|===                 one too many, if there are two permits
 * }</pre>
 */
public interface SemaphoreClient extends AutoCloseable {
    /**
     * Asks for one permit, waiting for it as long as the client thinks right, but less than {@link
     * io.ordeal.client.ClientContext#operationTimeout}.
     *
     * @return whether it was granted; false if it certainly was not
     * @throws Exception nobody knows whether it was granted; unless it is a {@link DefiniteFailure}, which is as good as
     *     false
     */
    boolean acquire(String semaphore) throws Exception;

    /**
     * Gives the permit back. Now and then it is also called by a process that was refused one, to see that this makes
     * none.
     *
     * @throws DefiniteFailure nothing was given back: this process holds no permit, or does so no longer
     * @throws Exception nobody knows whether it was given back
     */
    void release(String semaphore) throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
