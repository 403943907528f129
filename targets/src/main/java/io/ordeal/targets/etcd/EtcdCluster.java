package io.ordeal.targets.etcd;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Three members of etcd: one leads, and any two go on without the third.
 *
 * @param reserves those who may join
 */
record EtcdCluster(List<String> reserves) implements ClusterDescription {
    static final List<String> MEMBERS = List.of("n1", "n2", "n3");

    EtcdCluster() {
        this(List.of());
    }

    /** All are told one address of a member in any case: nothing but a fourth node is needed. */
    @Override
    public Optional<ClusterDescription> changing() {
        return Optional.of(new EtcdCluster(List.of("n4")));
    }

    @Override
    public Optional<Membership> membership() {
        return reserves.isEmpty() ? Optional.empty() : Optional.of(new EtcdMembership());
    }

    @Override
    public List<NodeSpec> nodes() {
        return Stream.concat(MEMBERS.stream(), reserves.stream())
                .map(name -> new NodeSpec(name, new EtcdServer()))
                .toList();
    }

    /**
     * The first alone, and the others when it answers its peers. A member that begins with nothing asks the others first
     * whether they know of it, each for up to a second, and answers nobody meanwhile: three at once wait for one another.
     */
    @Override
    public List<List<String>> startOrder() {
        return List.of(MEMBERS.subList(0, 1), MEMBERS.subList(1, MEMBERS.size()));
    }

    /** They dial again themselves; and the first would wait for it with each of the others, of whom none is there. */
    @Override
    public Duration refusalPatience() {
        return Duration.ZERO;
    }

    /** Whether all serve clients and follow the same leader. */
    @Override
    public boolean isReady(Cluster cluster) throws Exception {
        Set<String> leaders = new HashSet<>();
        for (String node : MEMBERS) {
            leaders.add(EtcdAdmin.status(cluster, node).leader());
        }
        return leaders.size() == 1 && !leaders.contains(EtcdAdmin.NOBODY);
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(EtcdCluster::leaders);
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
                node -> EtcdAdmin.status(cluster, node).leads() ? Optional.of(node) : Optional.empty());
    }
}
