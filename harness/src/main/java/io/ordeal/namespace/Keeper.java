package io.ordeal.namespace;

import java.io.IOException;

/** Keeps network namespaces: starts processes that do nothing but be in one, and that end when the harness does. */
@FunctionalInterface
public interface Keeper {
    /**
     * A new namespace, empty but for an interface of itself that is down.
     *
     * @param name for logs
     */
    NetworkNamespace keep(String name) throws IOException, InterruptedException;
}
