package io.ordeal.cluster;

import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.ProxyServer;
import io.ordeal.mesh.Senders;
import io.ordeal.mesh.ToxiproxyMesh;
import io.ordeal.toxiproxy.framing.Framing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the links of a cluster are made of.
 *
 * @param passages a proxy each
 * @param announcements what listens at the addresses that servers announce
 * @param refusalPatience as {@link ClusterDescription#refusalPatience}
 */
public record MeshPlan(List<Passage> passages, List<Announcement> announcements, Duration refusalPatience) {
    static final String LOOPBACK = "127.0.0.1";
    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("nowhere", 0);

    public MeshPlan {
        passages = List.copyOf(passages);
        announcements = List.copyOf(announcements);
    }

    /**
     * Makes a proxy for every passage, and lets every announcement lead through them.
     *
     * @param server is closed with the links, or if some can't be made
     */
    public Mesh make(ProxyServer server) throws IOException {
        ToxiproxyMesh mesh = new ToxiproxyMesh(server);
        try {
            for (Passage passage : passages) {
                passage.addTo(mesh);
            }
            for (Announcement announcement : announcements) {
                announcement.addTo(mesh);
            }
            return mesh;
        } catch (IOException | RuntimeException | Error failed) {
            mesh.close();
            throw failed;
        }
    }

    /**
     * A link's way to one port of its receiver.
     *
     * @param port the port's name
     * @param entrance the host at which the sender reaches the proxy: loopback, or the gateway of a container network
     * @param entrancePort the proxy's port there; empty = any that is free
     * @param upstream where the receiver really listens
     * @param framing where messages end there; empty = nobody knows
     */
    public record Passage(
            Link link,
            String port,
            String entrance,
            OptionalInt entrancePort,
            InetSocketAddress upstream,
            Optional<Framing> framing) {
        /** A passage whose sender is on this machine. */
        public Passage(Link link, Port port, InetSocketAddress upstream) {
            this(link, port.name(), LOOPBACK, OptionalInt.empty(), upstream, port.framing());
        }

        /** The same, entered at a host by the port at which the receiver itself listens. */
        Passage named(String host) {
            return new Passage(link, port, host, OptionalInt.of(upstream.getPort()), upstream, framing);
        }

        /** Makes its proxy. */
        private void addTo(ToxiproxyMesh mesh) throws IOException {
            if (entrancePort.isPresent()) {
                mesh.addAt(link, port, new InetSocketAddress(entrance, entrancePort.getAsInt()), upstream);
            } else {
                mesh.add(link, port, entrance, upstream);
            }
            framing.ifPresent(known -> mesh.frame(link, port, known));
        }
    }

    /**
     * A passage for every port that a node or a worker's clients may connect to. Clients that nodes tell names of nodes, at
     * ports that both use, enter each at a host of its own.
     *
     * @param nodesEntrance the host at which nodes reach their proxies; clients are on this machine
     * @param upstreams where each port really is
     */
    public static List<Passage> passages(
            ClusterDescription description, int workers, String nodesEntrance, Upstreams upstreams) {
        return passages(description, workers, nodesEntrance, Loopback.anyClients(), upstreams);
    }

    /** @param clients the block of loopback that hosts for their links are of */
    static List<Passage> passages(
            ClusterDescription description, int workers, String nodesEntrance, int clients, Upstreams upstreams) {
        List<Passage> passages = new ArrayList<>();
        int index = 0;
        for (NodeSpec to : description.nodes()) {
            for (Port port : to.program().ports()) {
                InetSocketAddress upstream = upstreams.of(to.name(), port.name());
                boolean named =
                        to.program().addressing() == ServerProgram.Addressing.NAMED && port.users() == Port.Users.BOTH;
                for (int worker = 0; worker < workers && port.users().includeClients(); worker++) {
                    Passage passage = new Passage(new Link("c" + worker, to.name()), port, upstream);
                    passages.add(
                            named
                                    ? passage.named(Loopback.ofClientsLink(clients, worker, index)
                                            .getHostAddress())
                                    : passage);
                }
                for (NodeSpec from : description.nodes()) {
                    if (!from.name().equals(to.name()) && port.users().includeNodes()) {
                        Link link = new Link(from.name(), to.name());
                        passages.add(new Passage(
                                link, port.name(), nodesEntrance, OptionalInt.empty(), upstream, port.framing()));
                    }
                }
            }
            index++;
        }
        return passages;
    }

    /** Who may connect to whom. */
    public static Set<Link> links(ClusterDescription description, int workers) {
        return passages(description, workers, LOOPBACK, (node, port) -> NOWHERE).stream()
                .map(Passage::link)
                .collect(Collectors.toSet());
    }

    /** The links on some port of which it is known where messages end. */
    public static Set<Link> framedLinks(ClusterDescription description, int workers) {
        return passages(description, workers, LOOPBACK, (node, port) -> NOWHERE).stream()
                .filter(passage -> passage.framing().isPresent())
                .map(Passage::link)
                .collect(Collectors.toSet());
    }

    /** Where the ports of a cluster's nodes really are. */
    @FunctionalInterface
    public interface Upstreams {
        InetSocketAddress of(String node, String port);
    }

    /**
     * An address that a server announces to all: who connects there is led to its own passage.
     *
     * @param port the port's name
     * @param address where to listen
     * @param senders tells who connects; whom it doesn't know is refused
     * @param listens where the node really listens, for itself
     */
    public record Announcement(
            String node, String port, InetSocketAddress address, Senders senders, InetSocketAddress listens) {
        /** Listens there. */
        private void addTo(ToxiproxyMesh mesh) throws IOException {
            mesh.announce(node, port, address, senders, listens);
        }
    }
}
