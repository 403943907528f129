package io.ordeal.targets.artemis;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.MessageLock;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import java.time.Duration;
import java.util.List;

/** Locks that are messages of one broker. */
final class ArtemisLocks {
    private static final String BROKER = "broker";

    /** A JVM on a busy machine. */
    private static final Duration READY = Duration.ofMinutes(2);

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private ArtemisLocks() {}

    /** A broker that has the message without which there are no others. */
    static ClusterDescription cluster() {
        return new ClusterDescription() {
            @Override
            public List<NodeSpec> nodes() {
                return List.of(new NodeSpec(BROKER, new ArtemisServer()));
            }

            @Override
            public Duration readyWithin() {
                return READY;
            }

            @Override
            public boolean isReady(Cluster cluster) throws Exception {
                try (ArtemisLockQueue queue = new ArtemisLockQueue(cluster.direct(BROKER, ArtemisServer.PORT), LIMIT)) {
                    queue.begin();
                }
                return true;
            }
        };
    }

    static ClientFactories plain() {
        return ClientFactories.of(LockClient.class, context -> lock(context, false))
                .withLease(ArtemisServer.LONGEST_SILENCE);
    }

    static ClientFactories fenced() {
        return ClientFactories.of(LockClient.class, context -> lock(context, true))
                .and(FencedLockClient.class, context -> lock(context, true))
                .withLease(ArtemisServer.LONGEST_SILENCE);
    }

    private static MessageLock lock(ClientContext context, boolean fenced) {
        return new MessageLock(
                new ArtemisLockQueue(
                        context.endpoint(BROKER, ArtemisServer.PORT),
                        context.operationTimeout().dividedBy(5)),
                fenced);
    }
}
