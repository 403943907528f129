package io.ordeal.fault;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.Members;
import io.ordeal.cluster.NodeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who is there: nodes, the hosts that they stand on, and the clients, each at home on a host.
 *
 * <p>Faults draw hosts. Nodes of one host share its fate, and in a partition a client is on the side of its home, the host
 * of node {@code worker % nodes}, of the nodes that the cluster begins with.
 *
 * @param hosts each host's nodes, in the order of the cluster's description; a host is called as the node that others
 *     share it with
 * @param targets the hosts that a fault may single out
 * @param homes each client's host, by the client's name in the mesh
 */
public record Topology(Map<String, List<String>> hosts, List<String> targets, Map<String, String> homes) {
    public Topology {
        hosts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        targets = List.copyOf(targets);
        homes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(homes));
        if (!hosts.keySet().containsAll(targets) || !hosts.keySet().containsAll(homes.values())) {
            throw new IllegalArgumentException(
                    "targets " + targets + " and homes " + homes + " must be among the hosts " + hosts.keySet());
        }
    }

    /**
     * The topology of a cluster and the clients of a run.
     *
     * @param concurrency workers, c0 to c(concurrency − 1)
     */
    public static Topology of(ClusterDescription description, int concurrency) {
        List<String> nodes = description.nodes().stream().map(NodeSpec::name).toList();
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        for (String node : nodes) {
            hosts.computeIfAbsent(description.hostOf(node), h -> new ArrayList<>())
                    .add(node);
        }
        Set<String> targets = new LinkedHashSet<>();
        description.targetsOfFaults().forEach(node -> targets.add(description.hostOf(node)));
        Map<String, String> homes = new LinkedHashMap<>();
        List<String> members = new Members(description).first();
        if (!members.isEmpty()) {
            IntStream.range(0, concurrency)
                    .forEach(i -> homes.put("c" + i, description.hostOf(members.get(i % members.size()))));
        }
        return new Topology(hosts, List.copyOf(targets), homes);
    }

    public List<String> hostNames() {
        return List.copyOf(hosts.keySet());
    }

    public List<String> clients() {
        return List.copyOf(homes.keySet());
    }

    /** All nodes on some hosts, in the cluster's order. */
    public List<String> nodesOn(Set<String> someHosts) {
        return hosts.entrySet().stream()
                .filter(host -> someHosts.contains(host.getKey()))
                .flatMap(host -> host.getValue().stream())
                .toList();
    }

    /** The nodes on a host and the clients at home there. */
    public List<String> membersOf(String host) {
        List<String> members = new ArrayList<>(hosts.getOrDefault(host, List.of()));
        homes.forEach((client, home) -> {
            if (home.equals(host)) {
                members.add(client);
            }
        });
        return members;
    }

    /** All nodes and all clients. */
    public List<String> members() {
        List<String> members = new ArrayList<>(nodesOn(hosts.keySet()));
        members.addAll(homes.keySet());
        return members;
    }

    /**
     * The host that a node stands on.
     *
     * @throws IllegalArgumentException there is no such node
     */
    public String hostOf(String node) {
        return hosts.entrySet().stream()
                .filter(host -> host.getValue().contains(node))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        io.ordeal.names.NearestNames.unknown("node", node, nodesOn(hosts.keySet()))));
    }
}
