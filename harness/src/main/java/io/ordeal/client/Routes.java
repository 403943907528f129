package io.ordeal.client;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.mesh.Link;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A client's ways to the nodes.
 *
 * @param nodes in the order of the cluster's description
 * @param endpoints by node and port: where this client reaches it, its own link; of the ports that clients use
 * @param announced by node and port: what the node tells others of itself; only where it does
 */
public record Routes(
        List<String> nodes,
        Map<String, Map<String, InetSocketAddress>> endpoints,
        Map<String, Map<String, InetSocketAddress>> announced) {
    public Routes {
        nodes = List.copyOf(nodes);
        endpoints = new LinkedHashMap<>(endpoints);
        announced = new LinkedHashMap<>(announced);
    }

    /** The system lives inside the client's own JVM. */
    public static Routes none() {
        return new Routes(List.of(), Map.of(), Map.of());
    }

    /**
     * The ways of a worker's clients into a cluster: their own links, and what the nodes tell of themselves.
     *
     * @param worker for which the cluster's mesh has links
     */
    public static Routes into(Cluster cluster, int worker) {
        List<String> nodes = new ArrayList<>();
        Map<String, Map<String, InetSocketAddress>> endpoints = new LinkedHashMap<>();
        Map<String, Map<String, InetSocketAddress>> announced = new LinkedHashMap<>();
        for (NodeSpec node : cluster.description().nodes()) {
            nodes.add(node.name());
            for (Port port : node.program().ports()) {
                if (port.users().includeClients()) {
                    endpoints
                            .computeIfAbsent(node.name(), name -> new LinkedHashMap<>())
                            .put(
                                    port.name(),
                                    cluster.mesh().entrance(new Link("c" + worker, node.name()), port.name()));
                }
                cluster.announced(node.name(), port.name())
                        .ifPresent(address -> announced
                                .computeIfAbsent(node.name(), name -> new LinkedHashMap<>())
                                .put(port.name(), address));
            }
        }
        return new Routes(nodes, endpoints, announced);
    }

    /** Likewise, with those nodes alone that belong to the cluster at the time it is asked. */
    public static Supplier<Routes> following(Cluster cluster, int worker) {
        Routes all = into(cluster, worker);
        if (cluster.description().membership().isEmpty()) {
            return () -> all;
        }
        return () -> {
            List<String> now = cluster.members().now();
            return now.equals(all.nodes()) ? all : new Routes(now, all.endpoints(), all.announced());
        };
    }

    /** As {@link ClientContext#endpoint}. */
    public InetSocketAddress endpoint(String node, String port) {
        InetSocketAddress endpoint = endpoints.getOrDefault(node, Map.of()).get(port);
        if (endpoint == null) {
            throw new IllegalArgumentException(
                    "a client has no way to port " + port + " of node " + node + ", but to " + endpoints);
        }
        return endpoint;
    }

    /** As {@link ClientContext#translate}. */
    public InetSocketAddress translate(InetSocketAddress address) {
        for (Map.Entry<String, Map<String, InetSocketAddress>> node : endpoints.entrySet()) {
            Map<String, InetSocketAddress> told = announced.getOrDefault(node.getKey(), Map.of());
            for (Map.Entry<String, InetSocketAddress> port : node.getValue().entrySet()) {
                InetSocketAddress at = told.get(port.getKey());
                if (at != null && same(at, address)) {
                    return port.getValue();
                }
            }
        }
        return address;
    }

    /** As {@link ClientContext#nodeOf}. */
    public Optional<String> nodeOf(InetSocketAddress address) {
        for (String node : nodes) {
            if (isAmong(announced.getOrDefault(node, Map.of()), address)
                    || isAmong(endpoints.getOrDefault(node, Map.of()), address)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private static boolean isAmong(Map<String, InetSocketAddress> ports, InetSocketAddress address) {
        return ports.values().stream().anyMatch(at -> same(at, address));
    }

    /** Addresses may be unresolved, or have a name on one side only. */
    private static boolean same(InetSocketAddress a, InetSocketAddress b) {
        return a.getPort() == b.getPort() && host(a).equals(host(b));
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
    }
}
