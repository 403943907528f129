package io.ordeal.namespace;

import io.ordeal.tool.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The network of a cluster: a namespace for each node, with an address of its own, one for the switch that joins them, and
 * the interface by which the harness reaches it. It is there as long as the processes that keep its namespaces.
 */
public final class ClusterNetwork {
    /** Addresses of nodes begin behind those that a network's equipment usually has. */
    private static final int FIRST_NODE = 11;

    private static final int MOST_NODES = 200;

    private final Subnet subnet;
    private final NetworkNamespace bridge;
    private final Map<String, NetworkNamespace> namespaces = new LinkedHashMap<>();

    private ClusterNetwork(Subnet subnet, NetworkNamespace bridge) {
        this.subnet = subnet;
        this.bridge = bridge;
    }

    /**
     * Makes it.
     *
     * @param owner told in the interface's alias, for who sweeps when this harness is dead
     * @param subnet that no other has
     * @throws IOException what could not be made; what was made goes when the keepers do
     */
    public static ClusterNetwork make(String owner, Subnet subnet, List<String> nodes, Keeper keeper)
            throws IOException, InterruptedException {
        if (nodes.size() > MOST_NODES) {
            throw new IOException("a network of namespaces holds " + MOST_NODES + " nodes, not " + nodes.size());
        }
        NetworkNamespace bridge = keeper.keep("switch");
        ClusterNetwork network = new ClusterNetwork(subnet, bridge);
        String device = subnet.device();
        ip("""
        link add %1$s type veth peer name uplink netns %2$d
        link set dev %1$s alias %3$s
        link set dev %1$s addrgenmode none
        addr add %4$s/24 dev %1$s
        link set dev %1$s up
        """.formatted(device, bridge.pid(), owner, subnet.gateway()));
        StringBuilder cables = new StringBuilder("""
            link set dev lo up
            link add name bridge type bridge
            link set dev bridge addrgenmode none
            link set dev uplink master bridge
            link set dev uplink up
            link set dev bridge up
            """);
        for (String node : nodes) {
            NetworkNamespace namespace = keeper.keep(node);
            network.namespaces.put(node, namespace);
            cables.append("""
                link add %1$s type veth peer name eth0 netns %2$d
                link set dev %1$s addrgenmode none
                link set dev %1$s master bridge
                link set dev %1$s up
                """.formatted(network.port(node), namespace.pid()));
        }
        bridge.run(cables.toString(), "ip", "-batch", "-");
        for (Map.Entry<String, NetworkNamespace> node : network.namespaces.entrySet()) {
            node.getValue().run("""
                link set dev lo up
                link set dev eth0 addrgenmode none
                addr add %s/24 dev eth0
                link set dev eth0 up
                """.formatted(network.address(node.getKey()).getHostAddress()), "ip", "-batch", "-");
        }
        return network;
    }

    private static void ip(String lines) throws IOException, InterruptedException {
        Command.feed(lines, List.of("ip", "-batch", "-")).require();
    }

    /** Where nodes reach the harness, and from where it reaches them. */
    public String gateway() {
        return subnet.gateway();
    }

    /** A node's own address. */
    public InetAddress address(String node) {
        return subnet.address(FIRST_NODE + index(node));
    }

    private int index(String node) {
        int index = List.copyOf(namespaces.keySet()).indexOf(node);
        if (index < 0) {
            throw new IllegalArgumentException("no node " + node + " is in this network, but " + namespaces.keySet());
        }
        return index;
    }

    /** The switch's end of a node's cable. */
    private String port(String node) {
        return "port" + index(node);
    }

    /** What is lost on a node's cable; nothing to begin with. */
    public PacketLoss loss(String node) {
        return new PacketLoss(bridge, port(node));
    }

    /**
     * Datagrams that are lost on their way from some nodes to others; nothing is until it begins.
     *
     * @param number of this loss alone
     * @param ways from node to node
     */
    public DatagramLoss datagramLoss(long number, Map<String, Set<String>> ways) {
        Map<String, List<String>> lost = new LinkedHashMap<>();
        ways.forEach((from, to) -> lost.put(
                port(from),
                to.stream().map(node -> address(node).getHostAddress()).toList()));
        return new DatagramLoss(bridge, number, lost);
    }

    /** A node's namespace. */
    public NetworkNamespace namespace(String node) {
        NetworkNamespace namespace = namespaces.get(node);
        if (namespace == null) {
            throw new IllegalArgumentException("no node " + node + " is in this network, but " + namespaces.keySet());
        }
        return namespace;
    }

    /** Puts a node's rules in force, in the place of all it had, at once. */
    public void rule(String node, NodeRules rules) throws IOException, InterruptedException {
        namespace(node).run(rules.script(gateway()), "nft", "-f", "-");
    }
}
