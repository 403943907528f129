package io.ordeal.targets.memcached;

import java.io.IOException;

/** An answer that is none of those that a command can have when it was executed. */
final class MemcachedException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean ofClient;

    /** @param answer the line that came */
    MemcachedException(String answer) {
        super("memcached says: " + answer);
        this.ofClient = answer.equals("ERROR") || answer.startsWith("CLIENT_ERROR");
    }

    /** Whether the server blames the command, and not itself. */
    boolean isOfClient() {
        return ofClient;
    }
}
