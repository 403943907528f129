package io.ordeal.targets.file;

import io.ordeal.client.process.ClientCommand;
import io.ordeal.targets.ClientFactories;
import io.ordeal.workload.Workload;
import java.time.Duration;
import java.util.Optional;

/**
 * A client as a file describes it.
 *
 * @param lease of what it holds, if there is one
 */
record DescribedClient(ClientCommand command, Optional<Duration> lease) {
    ClientFactories factories(Workload<?> workload) {
        ClientFactories factories = ClientFactories.of(workload.clientType(), command);
        return lease.isPresent() ? factories.withLease(lease.get()) : factories;
    }
}
