package io.ordeal.workload.lock;

import io.ordeal.client.DefiniteFailure;
import java.util.Optional;

/**
 * A lock that many may share, or one may have alone. {@link #acquire} asks for it alone, as a writer does. It is not reentrant:
 * a process has it, or a share of it, at most once.
 */
public interface ReadWriteLockClient extends LockClient {
    /**
     * Asks for a share of a lock, as a reader does, waiting for it as long as the client thinks right, but less than {@link
     * io.ordeal.client.ClientContext#operationTimeout}.
     *
     * @return the grant; empty if the share was certainly not granted
     * @throws Exception nobody knows whether it was granted; unless it is a {@link DefiniteFailure}, which is as good as
     *     empty
     */
    Optional<Grant> acquireShared(String lock) throws Exception;
}
