package io.ordeal.runner;

import io.ordeal.client.Client;

/** Makes clients, one for each process. Called by the workers' threads, perhaps by several at once. */
@FunctionalInterface
public interface ClientOpener {
    /**
     * A client with a session of its own.
     *
     * @param process whom it is for, and its way to the runner
     * @throws Exception it could not be opened: the operation that waits for it fails, and the next one tries again
     */
    Client open(ProcessContext process) throws Exception;
}
