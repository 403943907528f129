package io.ordeal.runner;

import io.ordeal.client.Invocation;
import org.jspecify.annotations.Nullable;

/** Who does the nemesis' operations. Called by one thread, the nemesis' worker. */
@FunctionalInterface
public interface NemesisClient {
    /**
     * Does an operation, such as {@code start-partition}.
     *
     * @return what was done, for the history
     * @throws Exception it could not be done: recorded, and the run goes on
     */
    @Nullable
    Object invoke(Invocation invocation) throws Exception;
}
