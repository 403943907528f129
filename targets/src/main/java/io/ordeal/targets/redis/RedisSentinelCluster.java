package io.ordeal.targets.redis;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A master with two replicas, and three sentinels, one on the host of each:
 *
 * <pre>
 *   n1 master ──► n2 replica      n3 replica
 *   s1            s2              s3
 * </pre>
 *
 * <p>Replication is asynchronous: what the master acknowledged and had not passed on when it was cut off is lost by the
 * failover, which takes about two seconds.
 */
final class RedisSentinelCluster implements ClusterDescription {
    static final List<String> SERVERS = List.of("n1", "n2", "n3");
    static final List<String> SENTINELS = List.of("s1", "s2", "s3");

    private static final String FIRST_MASTER = "n1";
    private static final Duration DOWN_AFTER = Duration.ofMillis(1_200);
    private static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(3);

    @Override
    public List<NodeSpec> nodes() {
        RedisSentinel sentinel = new RedisSentinel(FIRST_MASTER, 2, DOWN_AFTER, FAILOVER_TIMEOUT);
        return List.of(
                new NodeSpec("n1", RedisServer.master()),
                new NodeSpec("n2", RedisServer.replicaOf(FIRST_MASTER)),
                new NodeSpec("n3", RedisServer.replicaOf(FIRST_MASTER)),
                new NodeSpec("s1", sentinel),
                new NodeSpec("s2", sentinel),
                new NodeSpec("s3", sentinel));
    }

    /** A replica that finds no master, and a sentinel that finds no replica, tries again only after a second or ten. */
    @Override
    public List<List<String>> startOrder() {
        return List.of(List.of("n1"), List.of("n2", "n3"), SENTINELS);
    }

    @Override
    public boolean isReady(Cluster cluster, int group) {
        return group == 0 || replicasAreInStep(cluster);
    }

    @Override
    public boolean isReady(Cluster cluster) {
        return replicasAreInStep(cluster) && SENTINELS.stream().allMatch(node -> seesAll(cluster, node));
    }

    private static boolean replicasAreInStep(Cluster cluster) {
        Map<String, String> replication = RedisAdmin.replication(cluster, FIRST_MASTER);
        return List.of("slave0", "slave1").stream()
                .allMatch(each -> replication.getOrDefault(each, "").contains("state=online"));
    }

    /** Whether a sentinel knows both replicas and both other sentinels, and thinks none of them down. */
    private static boolean seesAll(Cluster cluster, String sentinel) {
        return RedisAdmin.ask(
                cluster,
                sentinel,
                jedis -> isWell(jedis.sentinelMaster(RedisSentinel.MASTER_NAME), "master")
                        && allWell(jedis.sentinelReplicas(RedisSentinel.MASTER_NAME), "slave")
                        && jedis.sentinelReplicas(RedisSentinel.MASTER_NAME).stream()
                                .allMatch(replica -> "ok".equals(replica.get("master-link-status")))
                        && allWell(jedis.sentinelSentinels(RedisSentinel.MASTER_NAME), "sentinel"));
    }

    private static boolean allWell(List<Map<String, String>> others, String role) {
        return others.size() == 2 && others.stream().allMatch(other -> isWell(other, role));
    }

    private static boolean isWell(Map<String, String> known, String role) {
        return role.equals(known.get("flags"));
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(RedisSentinelCluster::primaries);
    }

    /** Those that take themselves for master, by their own word; two while an old one has not heard of the failover. */
    private static Set<String> primaries(Cluster cluster) throws IOException, InterruptedException {
        return RedisAdmin.masters(cluster, SERVERS);
    }

    @Override
    public List<String> targetsOfFaults() {
        return SERVERS;
    }

    @Override
    public String hostOf(String node) {
        return SENTINELS.contains(node) ? node.replace('s', 'n') : node;
    }
}
