package io.ordeal.targets;

import static io.ordeal.targets.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.mesh.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The TCP connections of a cluster's nodes that have a network each, as containers and namespaces do, as the kernel lists
 * them there and on this machine.
 *
 * <p>A rule that turns a connection round changes its packets, not what the sender's socket says. So a connection between
 * two nodes shows its nature at the other end: a server's socket must have the gateway for its peer, and what a node has
 * opened must arrive on this machine at the entrance of its link.
 */
public final class TurnedConnections {
    private static final String ESTABLISHED = "01";

    private TurnedConnections() {}

    private record Connection(InetSocketAddress local, InetSocketAddress remote) {}

    /**
     * Fails unless every established connection between two nodes passes the proxy of its link.
     *
     * @return the links that have connections now
     */
    public static Set<Link> assertAllProxied(ContainerCluster cluster) throws Exception {
        return assertAllProxied(
                cluster,
                cluster.gateway(),
                node -> Docker.does("exec", cluster.holder(node), "cat", "/proc/net/tcp", "/proc/net/tcp6")
                        .lines());
    }

    /** The same of nodes in network namespaces; all of them must run. */
    public static Set<Link> assertAllProxied(ProcessCluster cluster, String gateway) throws Exception {
        return assertAllProxied(
                cluster,
                gateway,
                node -> tables(Path.of("/proc", cluster.pids(node).get(0).toString(), "net")));
    }

    private static Set<Link> assertAllProxied(Cluster cluster, String gateway, Tables tables) throws Exception {
        Set<Link> used = new HashSet<>();
        for (NodeSpec node : cluster.description().nodes()) {
            assertThat(parse(tables.inside(node.name())))
                    .filteredOn(each -> isServer(cluster, node, each.local()) && !isOwn(each))
                    .as("connections that %s was opened", node.name())
                    .allMatch(each -> each.remote().getHostString().equals(gateway));
            eventually("every connection that " + node.name() + " opens arrives at its link's proxy", () -> {
                Set<Connection> here = new HashSet<>(parse(tables(Path.of("/proc/net"))));
                Set<Link> links = new HashSet<>();
                for (Connection each : parse(tables.inside(node.name()))) {
                    Optional<InetSocketAddress> entrance = entrance(cluster, node.name(), each.remote(), links);
                    if (entrance.isPresent() && !here.contains(new Connection(entrance.get(), each.local()))) {
                        return false;
                    }
                }
                used.addAll(links);
                return true;
            });
        }
        return used;
    }

    /** A node may connect to itself, as etcd's members do. */
    private static boolean isOwn(Connection connection) {
        return connection.local().getHostString().equals(connection.remote().getHostString());
    }

    private static boolean isServer(Cluster cluster, NodeSpec node, InetSocketAddress local) {
        return node.program().ports().stream()
                .anyMatch(port -> cluster.direct(node.name(), port.name()).equals(local));
    }

    /** Where a connection to another node's port must arrive; empty if it goes elsewhere. */
    private static Optional<InetSocketAddress> entrance(
            Cluster cluster, String from, InetSocketAddress to, Set<Link> links) {
        for (NodeSpec other : cluster.description().nodes()) {
            for (Port port : other.program().ports()) {
                if (!other.name().equals(from)
                        && cluster.direct(other.name(), port.name()).equals(to)) {
                    Link link = new Link(from, other.name());
                    links.add(link);
                    return Optional.of(cluster.mesh().entrance(link, port.name()));
                }
            }
        }
        return Optional.empty();
    }

    /** The kernel's tables of connections in a node's own network, line by line. */
    private interface Tables {
        List<String> inside(String node) throws Exception;
    }

    private static List<String> tables(Path folder) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("tcp")));
        lines.addAll(Files.readAllLines(folder.resolve("tcp6")));
        return lines;
    }

    private static List<Connection> parse(List<String> lines) {
        return lines.stream()
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields[0].endsWith(":") && fields[3].equals(ESTABLISHED))
                .filter(fields -> isIpv4(fields[1]))
                .map(fields -> new Connection(end(fields[1]), end(fields[2])))
                .toList();
    }

    private static boolean isIpv4(String field) {
        return field.length() == 13 || field.startsWith("0000000000000000FFFF0000");
    }

    /** An address as the kernel prints it: its bytes in the order of a little-endian machine. */
    private static InetSocketAddress end(String field) {
        String hex = field.replace("0000000000000000FFFF0000", "");
        List<String> bytes = new ArrayList<>();
        for (int at = 6; at >= 0; at -= 2) {
            bytes.add(Integer.toString(Integer.parseInt(hex.substring(at, at + 2), 16)));
        }
        return new InetSocketAddress(String.join(".", bytes), Integer.parseInt(hex.substring(9), 16));
    }
}
