package io.ordeal.cluster;

import io.ordeal.mesh.Mesh;
import io.ordeal.namespace.PacketLoss;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/** What the nodes of a {@link ProcessCluster} stand on: the networks of this machine, as far as they are theirs. */
interface Ground {
    ClusterKind kind();

    /**
     * Gives each node its place.
     *
     * @throws IOException there is none for one; what was given is given back when the cluster is closed
     */
    void settle(ClusterDescription description, Collection<ProcessNode> nodes) throws IOException, InterruptedException;

    /** The links of nodes that have their places. */
    MeshPlan plan(ClusterDescription description, Collection<ProcessNode> nodes, int workers) throws IOException;

    /** The links, and what goes past them and has to be broken with them. */
    default Mesh whole(ClusterDescription description, Mesh links) {
        return links;
    }

    /** Leads the nodes to their links, once these are made and before the first node is started. */
    void lead(Collection<ProcessNode> nodes, Mesh mesh) throws IOException, InterruptedException;

    /** What is lost on a node's cable, if it has a network of its own. */
    Optional<PacketLoss> packets(String node);

    /** Gives back what the nodes share, when they and the links are gone. Idempotent. */
    void giveBack();

    /** Where each port of the nodes really is. */
    static MeshPlan.Upstreams upstreams(Collection<ProcessNode> nodes) {
        return (name, port) -> nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow()
                .listen(port);
    }
}
