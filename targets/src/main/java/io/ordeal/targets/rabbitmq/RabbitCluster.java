package io.ordeal.targets.rabbitmq;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Three nodes, and the queues of one target on them. Who leads the first of these is the primary.
 *
 * @param kind of the queues
 * @param queues their names
 * @param holding whether each has one message from the beginning
 */
record RabbitCluster(Kind kind, List<String> queues, boolean holding) implements ClusterDescription {
    static final List<String> NODES = List.of("n1", "n2", "n3");

    static final String QUEUE = "elements";

    /** Queues for locks are made before there are clients: there is no way for two to make sure that there is one message. */
    private static final int LOCKS = 10;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Each starts alone, then two stop, join and start once more. */
    private static final Duration READY = Duration.ofMinutes(8);

    /** Of queues. */
    enum Kind {
        /** Three replicas that agree by Raft. Without a limit, as there was until 4.0: the message of a lock comes back often. */
        QUORUM(Map.of("x-queue-type", "quorum", "x-delivery-limit", -1)),
        /** On one node. */
        CLASSIC(Map.of("x-queue-type", "classic"));

        @SuppressWarnings("ImmutableEnumChecker") // a map that can't be changed, of strings and numbers
        private final Map<String, Object> arguments;

        Kind(Map<String, Object> arguments) {
            this.arguments = arguments;
        }

        /** Makes a queue, unless it is there. */
        void declare(RabbitConnection rabbit, String queue) throws Exception {
            rabbit.ask(channel -> channel.queueDeclare(queue, true, false, false, arguments));
        }
    }

    /** For elements. */
    static RabbitCluster ofQueue(Kind kind) {
        return new RabbitCluster(kind, List.of(QUEUE), false);
    }

    /** For locks. */
    static RabbitCluster ofLocks() {
        return new RabbitCluster(
                Kind.QUORUM,
                IntStream.rangeClosed(1, LOCKS)
                        .mapToObj(number -> queueOf("lock" + number))
                        .toList(),
                true);
    }

    static String queueOf(String lock) {
        return "lock." + lock;
    }

    @Override
    public List<NodeSpec> nodes() {
        return NODES.stream()
                .map(name -> new NodeSpec(name, new RabbitServer(NODES, Port.Users.CLIENTS)))
                .toList();
    }

    @Override
    public Duration readyWithin() {
        return READY;
    }

    /** A node that starts anew with nothing is to the others who it was, and can't join. */
    @Override
    public Map<String, String> refusedFaults() {
        return Map.of(
                "wipe", "the others must forget a node (rabbitmqctl forget_cluster_node) before it can join anew");
    }

    /** Whether all run, and each says the same of who leads each queue. Makes the queues that nobody knows of. */
    @Override
    public boolean isReady(Cluster cluster) throws Exception {
        for (String node : NODES) {
            if (RabbitAdmin.ask(cluster, node, RabbitAdmin::running) != NODES.size()) {
                return false;
            }
        }
        for (String queue : queues) {
            if (!RabbitAdmin.ask(cluster, NODES.get(0), admin -> admin.knows(queue))) {
                make(cluster, queue);
            }
            Set<Optional<String>> leaders = new LinkedHashSet<>();
            for (String node : NODES) {
                leaders.add(RabbitAdmin.ask(cluster, node, admin -> admin.leader(queue)));
            }
            if (leaders.size() != 1 || leaders.contains(Optional.<String>empty())) {
                return false;
            }
        }
        keep(cluster);
        return true;
    }

    /** What a cluster has done with its queues long before anything happens to it. */
    static void keep(Cluster cluster) throws IOException {
        for (String node : NODES) {
            RabbitAdmin.ask(cluster, node, RabbitAdmin::keep);
        }
    }

    /** Makes a queue with its message, or nothing: while there are no clients. */
    private void make(Cluster cluster, String queue) throws Exception {
        try (RabbitConnection rabbit =
                new RabbitConnection(cluster.direct(NODES.get(0), RabbitServer.CLIENT_PORT), LIMIT, LIMIT)) {
            kind.declare(rabbit, queue);
            if (holding) {
                try {
                    rabbit.publish(queue, "held by whoever has taken this");
                } catch (Exception failed) {
                    rabbit.ask(channel -> channel.queueDelete(queue));
                    throw failed;
                }
            }
        }
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(this::leaders);
    }

    /** By the word of those who answer. Who is killed or paused is not asked. */
    private Set<String> leaders(Cluster cluster) throws IOException, InterruptedException {
        return PrimaryFinder.byTheWordOf(
                NODES, cluster, node -> RabbitAdmin.ask(cluster, node, admin -> admin.leader(queues.get(0))));
    }
}
