package io.ordeal.targets;

import io.ordeal.client.ClientContext;

/** Opens a client for one process. */
@FunctionalInterface
public interface ClientFactory<C extends AutoCloseable> {
    /** @throws Exception the client can't be opened now; the harness tries again, and each try fails an operation */
    C open(ClientContext context) throws Exception;
}
