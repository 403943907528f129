package io.ordeal.targets.kafka;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.MessageLock;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Locks that are partitions of one broker's groups. */
final class KafkaLocks {
    static final String BROKER = "kafka";

    /** How long the broker waits for a member of which it hears nothing before its partition is another's. */
    private static final Duration SESSION = Duration.ofSeconds(4);

    /** How often a member says that it is there, and asks what is its own: so long a lock is nobody's, at times, before the next has it. */
    private static final Duration HEARTBEAT = Duration.ofMillis(50);

    /** After so long it has surely been given up. */
    static final Duration LONGEST_SILENCE = SESSION.plusSeconds(1);

    /** A JVM to format its folder and another to run, on a busy machine. */
    private static final Duration READY = Duration.ofMinutes(3);

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private KafkaLocks() {}

    private static Map<String, String> configuration() {
        String session = Long.toString(SESSION.toMillis());
        String heartbeat = Long.toString(HEARTBEAT.toMillis());
        return Map.of(
                "group.consumer.session.timeout.ms", session,
                "group.consumer.min.session.timeout.ms", session,
                "group.consumer.heartbeat.interval.ms", heartbeat,
                "group.consumer.min.heartbeat.interval.ms", heartbeat,
                // who is next is told at once; brokers from 4.3 on let changes gather for a second
                "group.consumer.assignment.interval.ms", "0");
    }

    /** A broker that has the topic, and deals out its partition. */
    static ClusterDescription cluster() {
        return new ClusterDescription() {
            @Override
            public List<NodeSpec> nodes() {
                return List.of(new NodeSpec(BROKER, KafkaServer.alone(BROKER, configuration())));
            }

            @Override
            public Duration readyWithin() {
                return READY;
            }

            @Override
            public boolean isReady(Cluster cluster) throws Exception {
                InetSocketAddress broker = KafkaServer.direct(cluster, BROKER);
                KafkaAdmin.create(broker, KafkaLockQueue.TOPIC, 1, 1);
                try (KafkaLockQueue rehearsal = new KafkaLockQueue(broker, LIMIT)) {
                    if (!rehearsal.take("rehearsal")) {
                        return false;
                    }
                    rehearsal.putBack();
                    return true;
                }
            }
        };
    }

    static ClientFactories plain() {
        return ClientFactories.of(LockClient.class, context -> lock(context, false))
                .withLease(LONGEST_SILENCE);
    }

    static ClientFactories fenced() {
        return ClientFactories.of(LockClient.class, context -> lock(context, true))
                .and(FencedLockClient.class, context -> lock(context, true))
                .withLease(LONGEST_SILENCE);
    }

    private static MessageLock lock(ClientContext context, boolean fenced) {
        return new MessageLock(
                new KafkaLockQueue(
                        KafkaServer.endpoint(context, BROKER),
                        context.operationTimeout().dividedBy(5)),
                fenced);
    }
}
