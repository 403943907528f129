package io.ordeal.cluster;

import java.io.Serial;

/** A server's port is taken by another process; with other ports it may do. */
final class PortTakenException extends ClusterException {
    @Serial
    private static final long serialVersionUID = 1;

    PortTakenException(String message) {
        super(message, null);
    }
}
