package io.ordeal.workload.transfer;

import io.ordeal.client.DefiniteFailure;
import java.util.List;
import java.util.Map;

/** What a system of two databases must be able to do; one object for each process, as its coordinator. */
public interface TransferClient extends AutoCloseable {
    /**
     * Makes a transfer in both databases. It is done when this returns.
     *
     * @throws DefiniteFailure it was refused, by whom: it is done in neither, now and for ever
     * @throws Exception nobody knows
     */
    void transfer(Transfer transfer) throws Exception;

    /** What all accounts have, by database and number, each database as it is when it is asked. */
    Map<String, List<Long>> balances() throws Exception;

    /**
     * Finishes what this worker's coordinators have left unfinished. When it returns, nothing of theirs will be done or
     * undone any more. Those that have no recovery return at once.
     *
     * @throws Exception it could not be finished now; it is tried again
     */
    void recover() throws Exception;

    /**
     * What each participant has, in its own words, by name. Beside the databases there may be others that take part in
     * each transfer.
     *
     * @throws Exception one of them can't be asked now
     */
    Map<String, Holdings> participants() throws Exception;

    /**
     * What a participant has.
     *
     * @param committed the ids of the transfers whose part is done there
     * @param prepared the ids of those that are prepared there and neither committed nor rolled back, or whatever the
     *     participant calls them
     * @param balances of its accounts; none if it keeps none
     */
    record Holdings(List<Long> committed, List<?> prepared, List<Long> balances) {}
}
