package io.ordeal.workload.lock;

import io.ordeal.client.DefiniteFailure;
import java.util.Optional;

/**
 * A lock service as one process uses it: implement these two methods, and it can be tried.
 *
 * <pre>{@code
 * final class MyLock implements LockClient {
 *     public Optional<Grant> acquire(String lock) throws Exception {
 *         return connection.tryLock(lock, 1, SECONDS) ? Optional.of(Grant.plain()) : Optional.empty();
 *     }
 *
 *     public void release(String lock) throws Exception {
 *         if (!connection.unlock(lock)) {
 *             throw new DefiniteFailure("not the holder");
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Each process has a client of its own, called by one thread at a time. A process holds at most one lock at a time.
 */
public interface LockClient extends AutoCloseable {
    /**
     * Asks for a lock, waiting for it as long as the client thinks right, but less than {@link
     * io.ordeal.client.ClientContext#operationTimeout}.
     *
     * @return the grant; empty if the lock was certainly not granted
     * @throws Exception nobody knows whether it was granted; unless it is a {@link DefiniteFailure}, which is as good as
     *     empty
     */
    Optional<Grant> acquire(String lock) throws Exception;

    /**
     * Gives a lock back. Now and then it is also called by a process that was refused the lock, to see that the holder's
     * is not freed.
     *
     * @throws DefiniteFailure nothing was released: this process is not the holder, or is so no longer
     * @throws Exception nobody knows whether it was released
     */
    void release(String lock) throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
