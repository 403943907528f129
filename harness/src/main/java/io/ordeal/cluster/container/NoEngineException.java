package io.ordeal.cluster.container;

import io.ordeal.cluster.ClusterException;
import java.io.Serial;

/** There is no Docker engine, or none that answers. */
public final class NoEngineException extends ClusterException {
    @Serial
    private static final long serialVersionUID = 1;

    NoEngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
