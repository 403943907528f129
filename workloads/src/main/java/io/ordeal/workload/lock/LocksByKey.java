package io.ordeal.workload.lock;

import io.ordeal.client.Client;
import io.ordeal.workload.Workload;
import io.ordeal.workload.parts.KeysApart;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the workloads of locks themselves have in common: locks have names, and a client may freeze when it was just granted one. */
abstract class LocksByKey<C extends AutoCloseable> implements Workload<C> {
    @Override
    public final boolean hasPausePoint() {
        return true;
    }

    @Override
    public final Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> KeysApart.texts(client, run));
    }
}
