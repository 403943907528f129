package io.ordeal.targets.ratis;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Three servers of Ratis: one leads, and any two go on without the third. */
final class RatisCluster implements ClusterDescription {
    static final List<String> SERVERS = List.of("n1", "n2", "n3");

    @Override
    public List<NodeSpec> nodes() {
        return SERVERS.stream()
                .map(name -> new NodeSpec(name, new RatisServer()))
                .toList();
    }

    /** Elections fail where a busy machine lets nobody be heard in time. */
    @Override
    public Duration readyWithin() {
        return Duration.ofMinutes(2);
    }

    /** Whether all follow the same leader, and answer for what is agreed on. */
    @Override
    public boolean isReady(Cluster cluster) throws IOException, InterruptedException, RatisException {
        Set<Optional<String>> leaders = new HashSet<>();
        for (String node : SERVERS) {
            leaders.add(RatisAdmin.status(cluster, node).leader());
            if (!RatisAdmin.serves(cluster, node)) {
                return false;
            }
        }
        return leaders.size() == 1 && !leaders.contains(Optional.<String>empty());
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(RatisCluster::leaders);
    }

    /**
     * Those that lead, by their own word; none during an election. Who is killed or paused is not asked.
     *
     * @throws IOException none of the others answers
     */
    private static Set<String> leaders(Cluster cluster) throws IOException, InterruptedException {
        return PrimaryFinder.byTheWordOf(
                SERVERS,
                cluster,
                node -> RatisAdmin.status(cluster, node).leads() ? Optional.of(node) : Optional.empty());
    }
}
