package io.ordeal.targets.consul;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Three servers of Consul: one leads, and any two go on without the third.
 *
 * @param reserves those who may join
 */
record ConsulCluster(List<String> reserves) implements ClusterDescription {
    static final List<String> SERVERS = List.of("n1", "n2", "n3");

    ConsulCluster() {
        this(List.of());
    }

    /** All are told one host of a server in any case: nothing but a fourth node is needed. */
    @Override
    public Optional<ClusterDescription> changing() {
        return Optional.of(new ConsulCluster(List.of("n4")));
    }

    @Override
    public Optional<Membership> membership() {
        return reserves.isEmpty() ? Optional.empty() : Optional.of(new ConsulMembership());
    }

    @Override
    public List<NodeSpec> nodes() {
        return Stream.concat(SERVERS.stream(), reserves.stream())
                .map(name -> new NodeSpec(name, new ConsulServer()))
                .toList();
    }

    /** Whether all follow the same leader, and it answers for what is agreed on. */
    @Override
    public boolean isReady(Cluster cluster) throws Exception {
        Set<Optional<String>> leaders = new HashSet<>();
        for (String node : SERVERS) {
            leaders.add(ConsulAdmin.leader(cluster, node));
            if (!ConsulAdmin.serves(cluster, node)) {
                return false;
            }
        }
        return leaders.size() == 1 && !leaders.contains(Optional.<String>empty());
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(ConsulCluster::leaders);
    }

    /**
     * Those that lead, by their own word; none during an election. Who is killed or paused is not asked.
     *
     * @throws IOException none of the others answers
     */
    private static Set<String> leaders(Cluster cluster) throws IOException, InterruptedException {
        return PrimaryFinder.byTheWordOf(
                cluster.members().now(),
                cluster,
                node -> ConsulAdmin.leads(cluster, node) ? Optional.of(node) : Optional.empty());
    }
}
