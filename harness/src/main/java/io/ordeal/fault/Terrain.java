package io.ordeal.fault;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.MeshPlan;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.disk.DiskNeeds;
import io.ordeal.mesh.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What faults will find in a run, known before anything is started: what can't be injected into it is refused by then.
 *
 * @param topology who is there; no hosts if the target lives inside this JVM
 * @param kind where the nodes run; empty if there are none
 * @param links who reaches whom
 * @param framed the links on some port of which it is known where messages end
 * @param noBlackhole why links can't be black holes; empty if they can
 * @param hasPrimaries whether there are primaries by nature
 * @param keepers the nodes that keep data
 * @param crews the nodes whose servers are several processes
 * @param changing whether members can join and leave
 * @param reserves the nodes that can join
 * @param noDisks why nodes can't have disks of their own, as a sentence goes on behind the fault's name; empty if they can
 * @param clients what can be done to the clients
 * @param refused the kinds that the system is not put through, each with the reason: {@link
 *     ClusterDescription#refusedFaults}
 */
public record Terrain(
        Topology topology,
        Optional<ClusterKind> kind,
        Set<Link> links,
        Set<Link> framed,
        Optional<String> noBlackhole,
        boolean hasPrimaries,
        Set<String> keepers,
        Set<String> crews,
        boolean changing,
        Set<String> reserves,
        Optional<String> noDisks,
        Set<ClientAbility> clients,
        Map<String, String> refused) {
    public Terrain {
        refused = Map.copyOf(refused);
        keepers = Set.copyOf(keepers);
        crews = Set.copyOf(crews);
        reserves = Set.copyOf(reserves);
        links = Set.copyOf(links);
        framed = Set.copyOf(framed);
        clients = Set.copyOf(clients);
    }

    /**
     * The terrain of a run that was described.
     *
     * @param kind how the nodes are to be run, if there are some
     * @param concurrency workers, c0 to c(concurrency − 1)
     * @param noBlackhole why the proxy server that was asked for has no black holes; empty if it has
     */
    public static Terrain of(
            ClusterDescription description,
            ClusterKind kind,
            int concurrency,
            Optional<String> noBlackhole,
            Set<ClientAbility> clients) {
        Topology topology = Topology.of(description, concurrency);
        Set<Link> links = MeshPlan.links(description, concurrency);
        Set<Link> framed = MeshPlan.framedLinks(description, concurrency);
        return new Terrain(
                topology,
                description.nodes().isEmpty() ? Optional.empty() : Optional.of(kind),
                kind == ClusterKind.ENDPOINT ? ofClients(links, topology) : links,
                kind == ClusterKind.ENDPOINT ? ofClients(framed, topology) : framed,
                noBlackhole,
                description.primaryFinder().isPresent(),
                keepers(description),
                crews(description),
                description.changing().isPresent(),
                reserves(description),
                noDisks(kind),
                clients,
                description.refusedFaults());
    }

    static Set<String> keepers(ClusterDescription description) {
        return nodesWith(description, ServerProgram::keepsData);
    }

    static Set<String> crews(ClusterDescription description) {
        return nodesWith(description, ServerProgram::hasWorkers);
    }

    /** Those that can join where the run asks for it. */
    static Set<String> reserves(ClusterDescription description) {
        return Set.copyOf(
                description.changing().map(ClusterDescription::reserves).orElse(List.of()));
    }

    private static Set<String> nodesWith(ClusterDescription description, Predicate<ServerProgram> what) {
        return description.nodes().stream()
                .filter(node -> what.test(node.program()))
                .map(NodeSpec::name)
                .collect(Collectors.toSet());
    }

    static Optional<String> noDisks(ClusterKind kind) {
        return switch (kind) {
            case PROCESS, NAMESPACE -> DiskNeeds.lacking();
            case CONTAINER ->
                Optional.of("needs each node's data on a disk of its own, and that of containers lies on the"
                        + " engine's: ask for --cluster process");
            case ENDPOINT ->
                Optional.of("needs processes of the harness' own, and this system was only given by its"
                        + " endpoints: ask for partition or latency");
        };
    }

    /** A system that already runs has its own links among its nodes. */
    private static Set<Link> ofClients(Set<Link> links, Topology topology) {
        return links.stream()
                .filter(link -> topology.homes().containsKey(link.from()))
                .collect(Collectors.toSet());
    }

    /** Whether something can be done to the clients. */
    public boolean can(ClientAbility ability) {
        return clients.contains(ability);
    }

    /** Whether clients reach anything by links that can be held. */
    public boolean hasClientLinks() {
        return links.stream().anyMatch(link -> topology.homes().containsKey(link.from()));
    }

    /** What could be asked for in the place of a fault that finds nothing here. */
    public String instead() {
        if (!topology.hosts().isEmpty()) {
            return "ask for kill, pause or partition";
        }
        return "ask for client-pause";
    }
}
