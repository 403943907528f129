package io.ordeal.targets.file;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a node is, for a {@link Template}: as it sees itself when it starts, or as the harness sees it later.
 *
 * @param nodes of the cluster, in order
 * @param addresses of each node's ports, as seen from here
 * @param words what placeholders without a name behind them stand for, and {@code announce:} with each port's
 */
record Place(String node, List<String> nodes, Addresses addresses, Map<String, String> words) {
    /** Where the ports of nodes are. */
    interface Addresses {
        InetSocketAddress of(String node, String port);
    }

    /**
     * A node that is about to start: it reaches others by its own links.
     *
     * @param fetched whether it is told where its software lies
     */
    static Place starting(NodeEnvironment environment, List<Port> ports, boolean fetched) {
        Addresses addresses = (node, port) ->
                node.equals(environment.node()) ? environment.listen(port) : environment.reach(node, port);
        Map<String, String> words = new HashMap<>();
        words.put("source", environment.sourceAddress());
        words.put("data", environment.dataFolder());
        words.put("config", environment.configFolder());
        words.put("tmp", environment.temporaryFolder());
        if (fetched) {
            words.put(SoftwareSection.PLACE, environment.installed(SoftwareSection.PLACE));
        }
        for (Port port : ports) {
            words.put("host", host(environment.listen(port.name())));
            words.put("announce:" + port.name(), text(environment.announce(port.name())));
        }
        return new Place(environment.node(), environment.nodes(), addresses, words);
    }

    /** A node that runs, for the harness, which goes round the links. */
    static Place running(Cluster cluster, String node, List<Port> ports) {
        Map<String, String> words = new HashMap<>();
        for (Port port : ports) {
            words.put("host", host(cluster.direct(node, port.name())));
        }
        List<String> nodes =
                cluster.description().nodes().stream().map(NodeSpec::name).toList();
        return new Place(node, nodes, cluster::direct, words);
    }

    String address(String of, String port) {
        return text(addresses.of(of, port));
    }

    String port(String port) {
        return Integer.toString(addresses.of(node, port).getPort());
    }

    /** @throws IllegalArgumentException it has no meaning here, which the template's use should have told */
    String word(String word) {
        String text = words.get(word);
        if (text == null) {
            throw new IllegalArgumentException("{" + word + "} means nothing here");
        }
        return text;
    }

    private static String host(InetSocketAddress at) {
        return at.getAddress() == null ? at.getHostString() : at.getAddress().getHostAddress();
    }

    private static String text(InetSocketAddress at) {
        return host(at) + ":" + at.getPort();
    }
}
