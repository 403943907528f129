package io.ordeal.workload.outbox;

import java.util.List;

/** An application that stores rows and tells of each by a message, as one process uses it. */
public interface OutboxClient extends AutoCloseable {
    /**
     * Stores a row and sends its message, or sees to it that it is sent; both or neither.
     *
     * @param id of both, never used before
     * @throws io.ordeal.client.DefiniteFailure neither is, or will be, there
     * @throws Exception nobody knows whether they are, or will be, there
     */
    void publish(long id) throws Exception;

    /**
     * Does all that {@link #publish} does but for the last step, and takes it back: neither row nor message is ever to be
     * seen, however this ends.
     *
     * @throws Exception it can't be told whether it came so far
     */
    void abandon(long id) throws Exception;

    /**
     * Finishes whatever an earlier process of this worker has left undone, if that is the application's part. Asked of
     * every worker when all faults are healed, before the rows are read.
     *
     * @throws io.ordeal.client.DefiniteFailure something is left: try again later
     * @throws Exception it can't be told whether something is left
     */
    default void recover() throws Exception {}

    /**
     * The ids of all rows.
     *
     * @throws io.ordeal.client.DefiniteFailure rows are in doubt still: try again later
     * @throws Exception they could not be read
     */
    List<Long> rows() throws Exception;

    /**
     * The ids of the messages that a consumer receives until none is left; either all that were ever sent, without taking
     * them away, or those that no drain before has answered.
     *
     * @throws io.ordeal.client.DefiniteFailure messages are outstanding still, waiting to be sent or in doubt: try again
     *     later
     * @throws Exception they could not be received; none was taken away
     */
    List<Long> drain() throws Exception;

    /**
     * The transactions that are open, and so hold up {@link #rows} or {@link #drain}, though none may be for as long as half a
     * minute; each by a name that it has as long as it is open. What {@link #recover} ends, once it is ok for all, may be named before.
     * None by default: an application whose system ends by itself whatever a lost client has left open has no such.
     *
     * @throws Exception they could not be asked for
     */
    default List<String> unfinished() throws Exception {
        return List.of();
    }

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
