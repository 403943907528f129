package io.ordeal.workload.leader;

import io.ordeal.client.DefiniteFailure;
import java.util.Optional;

/**
 * A service that elects leaders as one process uses it: implement these three methods, and it can be tried.
 *
 * <p>Each process has a client of its own, called by one thread at a time. A process stands in at most one election at a time.
 */
public interface LeaderElectionClient extends AutoCloseable {
    /**
     * Stands for election, waiting to be elected as long as the client thinks right, but less than {@link
     * io.ordeal.client.ClientContext#operationTimeout}. Who is not elected stands no longer.
     *
     * @return the office; empty if this process certainly is not and will not be elected
     * @throws Exception nobody knows whether it is; unless it is a {@link DefiniteFailure}, which is as good as empty
     */
    Optional<Leadership> campaign(String election) throws Exception;

    /**
     * Whether this process, which was elected, leads for all that it knows: it acts on the answer. A client that can't tell
     * says no.
     *
     * @return the office; empty if it leads no more. Who was told so asks no more, but may campaign again
     * @throws Exception it can't tell; what it does afterwards is not judged
     */
    Optional<Leadership> leads(String election) throws Exception;

    /**
     * Gives the office up. Now and then it is also called by a process that was not elected, to see that the leader is not
     * deposed.
     *
     * @throws DefiniteFailure nothing was given up: this process does not lead, or does so no longer
     * @throws Exception nobody knows whether it was
     */
    void resign(String election) throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
