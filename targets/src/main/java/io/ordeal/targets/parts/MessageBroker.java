package io.ordeal.targets.parts;

import io.ordeal.client.DefiniteFailure;
import java.util.List;

/** A queue of a message broker, as one process uses it that tells others of rows. Messages are numbers. */
public interface MessageBroker extends AutoCloseable {
    /**
     * Sends a message, and waits until the broker has taken it on, if this is one that waits.
     *
     * @throws DefiniteFailure it was not sent
     * @throws Exception nobody knows whether the broker has it
     */
    void send(long id) throws Exception;

    /**
     * Sends messages, in their order.
     *
     * @throws DefiniteFailure none was sent
     * @throws Exception nobody knows which of them the broker has
     */
    void sendAll(List<Long> ids) throws Exception;

    /**
     * Looks at all messages in the queue, and leaves them there.
     *
     * @throws DefiniteFailure fewer came than the broker says there are
     * @throws Exception they could not be looked at
     */
    List<Long> browse() throws Exception;

    /** How many transactions the broker has promised to commit, and neither committed nor rolled back. */
    default int inDoubt() throws Exception {
        return 0;
    }

    /** Closes it for good; what is under way breaks off. */
    @Override
    void close();
}
