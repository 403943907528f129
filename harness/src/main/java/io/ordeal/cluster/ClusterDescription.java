package io.ordeal.cluster;

import io.ordeal.mesh.ProxyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a target's cluster is made of, told once for processes and containers alike. */
public interface ClusterDescription {
    /** The cluster's nodes, whose order is that of endpoints in clients; none if the system lives inside this JVM. */
    List<NodeSpec> nodes();

    /**
     * The nodes' names in the order in which they are started: those of a group at once, and each group when those before
     * it are up. All at once by default, but for the reserves, which are in no group.
     */
    default List<List<String>> startOrder() {
        return List.of(nodes().stream()
                .map(NodeSpec::name)
                .filter(node -> !reserves().contains(node))
                .toList());
    }

    /** Those of the nodes that are no members at first, and are not started with the others: faults make them join. */
    default List<String> reserves() {
        return List.of();
    }

    /** How members join and leave while the cluster runs; empty: they can't, as it is described here. */
    default Optional<Membership> membership() {
        return Optional.empty();
    }

    /**
     * The same cluster, described so that members can join and leave: with a {@link #membership}, and {@link #reserves}. What
     * runs with faults of that kind are given; empty: the system has nothing of the kind.
     */
    default Optional<ClusterDescription> changing() {
        return membership().isPresent() ? Optional.of(this) : Optional.empty();
    }

    /**
     * Whether the next group may be started. Asked again and again after every node's own {@link ServerProgram#isUp}, of
     * all groups but the last.
     *
     * @param group its place in {@link #startOrder}, from 0
     * @throws Exception counts as no
     */
    default boolean isReady(Cluster cluster, int group) throws Exception {
        return true;
    }

    /**
     * Whether the cluster as a whole serves: replicas are in step, a leader is elected. Asked again and again after every
     * node's own {@link ServerProgram#isUp}.
     *
     * @throws Exception counts as no
     */
    default boolean isReady(Cluster cluster) throws Exception {
        return true;
    }

    /** How long the cluster may take to be ready, from the first start. */
    default Duration readyWithin() {
        return Duration.ofSeconds(60);
    }

    /**
     * How long a link dials its receiver again that refuses it. Without a proxy, who comes a moment before the other listens is
     * refused and tries again; through one it is let in, and what follows is taken for the failure of a server that was there.
     * Nothing for servers that try again in any case, and wait for each other when they begin.
     */
    default Duration refusalPatience() {
        return ProxyServer.REFUSAL_PATIENCE;
    }

    /**
     * How the nodes are found that take themselves for primary; empty: the system knows no primaries, and faults on {@code
     * primary} are refused.
     */
    default Optional<PrimaryFinder> primaryFinder() {
        return Optional.empty();
    }

    /**
     * The nodes that faults draw from; all but the reserves by default. Sentinels, say, are left alone when a fault asks for one node of
     * the store, but placed on the side of the node they stand beside.
     */
    default List<String> targetsOfFaults() {
        return nodes().stream()
                .map(NodeSpec::name)
                .filter(node -> !reserves().contains(node))
                .toList();
    }

    /**
     * The kinds of fault that the system is not put through, by name, each with the reason, which is told to whoever asks for
     * it: beside those that find nothing in it. None by default.
     */
    default Map<String, String> refusedFaults() {
        return Map.of();
    }

    /**
     * The node whose fate a node shares in partitions, kills and pauses: itself by default. A sentinel that stands beside
     * a Redis on one host names that Redis.
     */
    default String hostOf(String node) {
        return node;
    }

    /**
     * Why it is never started and only tried where it runs already, as a sentence goes on behind {@code as}. Empty: it can be
     * started.
     */
    default Optional<String> whyNotStarted() {
        return Optional.empty();
    }

    /**
     * The same cluster where it runs already, and is given by its endpoints. By default it has the nodes that it has, and takes
     * no other number of endpoints.
     *
     * @param count of the endpoints
     */
    default ClusterDescription atEndpoints(int count) {
        return this;
    }

    static ClusterDescription of(NodeSpec... nodes) {
        List<NodeSpec> list = List.of(nodes);
        return () -> list;
    }

    /** The system lives inside this JVM. */
    static ClusterDescription none() {
        return of();
    }
}
