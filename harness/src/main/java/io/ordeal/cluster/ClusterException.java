package io.ordeal.cluster;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, or a node of it, could not be brought to where it was wanted. The message says what failed, why, and where the
 * log is, with its last lines; nothing of what was tried is left running.
 */
public class ClusterException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
