package io.ordeal.targets.kafka;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Three brokers that keep every topic, of one partition each, and a controller, which faults leave alone: what they are to
 * show is what becomes of partitions. The primary is who leads the first log.
 *
 * @param inSync how many must have what is acknowledged to who asks for all
 * @param unclean whether one who lacks entries may lead where no other is left
 */
record KafkaLogCluster(int inSync, boolean unclean) implements ClusterDescription {
    static final List<String> BROKERS = List.of("b1", "b2", "b3");
    private static final String CONTROLLER = "controller";

    /** The workload's first. */
    private static final String FIRST_LOG = "l0";

    /** How far behind a replica may be before it does not count. */
    private static final Duration LAG = Duration.ofSeconds(2);

    private Map<String, String> configuration() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("auto.create.topics.enable", "true");
        lines.put("num.partitions", "1");
        lines.put("default.replication.factor", Integer.toString(BROKERS.size()));
        lines.put("min.insync.replicas", Integer.toString(inSync));
        lines.put("unclean.leader.election.enable", Boolean.toString(unclean));
        lines.put("replica.lag.time.max.ms", Long.toString(LAG.toMillis()));
        return lines;
    }

    @Override
    public List<NodeSpec> nodes() {
        Map<String, String> configuration = configuration();
        return Stream.concat(BROKERS.stream(), Stream.of(CONTROLLER))
                .map(node -> new NodeSpec(node, KafkaServer.under(CONTROLLER, BROKERS, configuration)))
                .toList();
    }

    @Override
    public List<String> targetsOfFaults() {
        return BROKERS;
    }

    /** A node is a JVM to format its folder and another to run. */
    @Override
    public Duration readyWithin() {
        return Duration.ofSeconds(60).multipliedBy(BROKERS.size() + 1);
    }

    @Override
    public List<List<String>> startOrder() {
        return List.of(List.of(CONTROLLER), BROKERS);
    }

    /** Whether the first log is there, and all keep it in step. */
    @Override
    public boolean isReady(Cluster cluster) throws Exception {
        KafkaAdmin.createReplicated(KafkaServer.direct(cluster, BROKERS.get(0)), FIRST_LOG, BROKERS.size());
        return KafkaAdmin.partition(KafkaServer.direct(cluster, BROKERS.get(0)), FIRST_LOG)
                        .isr()
                        .size()
                == BROKERS.size();
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(KafkaLogCluster::leaders);
    }

    /** By the word of the brokers that run: one that is cut off does not know that it leads no longer. */
    private static Set<String> leaders(Cluster cluster) throws IOException, InterruptedException {
        return PrimaryFinder.byTheWordOf(BROKERS, cluster, node -> {
            int leader = KafkaAdmin.leader(KafkaServer.direct(cluster, node), FIRST_LOG);
            return leader > 0 ? Optional.of(BROKERS.get(leader - 1)) : Optional.empty();
        });
    }
}
