package io.ordeal.targets.rabbitmq;

import io.ordeal.client.ClientContext;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.MessageLock;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.queue.QueueClient;
import java.time.Duration;

/** The clients of one run. */
final class RabbitClients {
    private RabbitClients() {}

    static ClientFactories queues() {
        return ClientFactories.of(QueueClient.class, RabbitQueue::new);
    }

    static ClientFactories locks() {
        return ClientFactories.of(LockClient.class, context -> lock(context, false))
                .withLease(RabbitConnection.LONGEST_SILENCE);
    }

    static ClientFactories fencedLocks() {
        return ClientFactories.of(LockClient.class, context -> lock(context, true))
                .and(FencedLockClient.class, context -> lock(context, true))
                .withLease(RabbitConnection.LONGEST_SILENCE);
    }

    private static MessageLock lock(ClientContext context, boolean fenced) {
        Duration limit = context.operationTimeout().dividedBy(4);
        RabbitConnection rabbit =
                new RabbitConnection(context.endpoint(context.homeNode(), RabbitServer.CLIENT_PORT), limit, limit);
        return new MessageLock(new RabbitLockQueue(rabbit, limit), fenced);
    }
}
