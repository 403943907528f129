package io.ordeal.client.process;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;

/** A client, or a coordinator, that runs in a JVM of its own. Has a public constructor without parameters. */
public interface ClientProgram {
    /**
     * The client of this process; called once. It takes the workload's operations themselves.
     *
     * @throws Exception it can't be opened now: the process ends, and the operation that waits for it fails
     */
    Client open(ClientContext context) throws Exception;

    /** Loads what will be needed, before it is known for whom. Processes are started ahead of time, and do this then. */
    default void warmUp() {}

    /** Whether the client calls {@link ClientContext#pausePoint}: then it is stopped there and nowhere else. */
    default boolean hasPausePoints() {
        return false;
    }
}
