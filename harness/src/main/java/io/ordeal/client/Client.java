package io.ordeal.client;

/** One process' way to the system under trial. Called by one thread at a time; {@link #close} perhaps by another. */
public interface Client extends AutoCloseable {
    /**
     * Does an operation and waits for its outcome. The runner interrupts the thread when the operation's time is over;
     * the outcome is unknown then, whatever is answered later.
     *
     * @throws DefiniteFailure when the operation certainly had no effect
     * @throws Exception any other: nobody knows whether the operation had, or will have, an effect
     */
    Completion invoke(Invocation invocation) throws Exception;

    /** Gives back connections and threads. Must not wait for the system under trial for long: it may be cut off. */
    @Override
    void close() throws Exception;
}
