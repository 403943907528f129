package io.ordeal.cluster;

import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Senders;
import io.ordeal.namespace.PacketLoss;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loopback, which all nodes share; each link has an entrance of its own, which its sender is told of. */
final class LoopbackGround implements Ground {
    @Override
    public ClusterKind kind() {
        return ClusterKind.PROCESS;
    }

    @Override
    public void settle(ClusterDescription description, Collection<ProcessNode> nodes) throws IOException {
        Port.refuseDatagrams(description, "--cluster process");
        int index = 0;
        for (NodeSpec spec : description.nodes()) {
            InetAddress address = Loopback.ofNode(index++);
            for (ProcessNode node : nodes) {
                if (node.name().equals(spec.name())) {
                    node.settle(LoopbackPlace.take(spec, address));
                }
            }
        }
    }

    @Override
    public MeshPlan plan(ClusterDescription description, Collection<ProcessNode> nodes, int workers)
            throws ClusterException {
        List<MeshPlan.Announcement> announcements = new ArrayList<>();
        for (ProcessNode to : nodes) {
            if (to.isAnnounced()) {
                checkAddress(to.place().source().getHostAddress());
            }
            Senders senders = senders(to, nodes);
            for (Port port : to.program().ports()) {
                if (port.users().includeNodes()) {
                    to.announced(port.name())
                            .ifPresent(address -> announcements.add(new MeshPlan.Announcement(
                                    to.name(),
                                    port.name(),
                                    address,
                                    senders,
                                    to.place().listen(port.name()))));
                }
            }
        }
        List<MeshPlan.Passage> passages = new ArrayList<>();
        for (MeshPlan.Passage passage :
                MeshPlan.passages(description, workers, MeshPlan.LOOPBACK, Loopback.CLIENTS, Ground.upstreams(nodes))) {
            passages.add(entered(passage, description));
        }
        return new MeshPlan(passages, announcements, description.refusalPatience());
    }

    /** At a host of its own, if its receiver is known to other nodes by its name. */
    private static MeshPlan.Passage entered(MeshPlan.Passage passage, ClusterDescription description)
            throws ClusterException {
        List<String> names = description.nodes().stream().map(NodeSpec::name).toList();
        int from = names.indexOf(passage.link().from());
        int to = names.indexOf(passage.link().to());
        ServerProgram program = description.nodes().get(to).program();
        MeshPlan.Passage entered = from < 0 || program.addressing() != ServerProgram.Addressing.NAMED
                ? passage
                : passage.named(Loopback.ofLink(from, to).getHostAddress());
        if (entered.entrancePort().isPresent()) {
            checkAddress(entered.entrance());
        }
        return entered;
    }

    private static Senders senders(ProcessNode to, Collection<ProcessNode> nodes) throws ClusterException {
        List<ProcessNode> announced =
                nodes.stream().filter(ProcessNode::isAnnounced).toList();
        if (to.program().addressing().isFromAnywhere()) {
            if (!SocketTable.isReadable()) {
                throw new ClusterException(
                        "who connects to " + to.program().software().name()
                                + " can be told by Linux' /proc/net/tcp alone, which is not here: run it on Linux",
                        null);
            }
            // itself, too: Consul's servers ask themselves as they ask others
            return new OwnedSenders(announced);
        }
        Map<InetAddress, String> addresses = new LinkedHashMap<>();
        announced.stream()
                .filter(from -> from != to)
                .forEach(from -> addresses.put(from.place().source(), from.name()));
        return Senders.byAddress(addresses);
    }

    /** Linux has all of 127.0.0.0/8 on its loopback, macOS 127.0.0.1 alone. */
    private static void checkAddress(String address) throws ClusterException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new ClusterException(
                    "the loopback interface has no address " + address + ", which tells this node from others: "
                            + e.getMessage() + "; on macOS: sudo ifconfig lo0 alias " + address,
                    e);
        }
    }

    /** They are told of their links by {@link NodeEnvironment#reach}. */
    @Override
    public void lead(Collection<ProcessNode> nodes, Mesh mesh) {}

    @Override
    public Optional<PacketLoss> packets(String node) {
        return Optional.empty();
    }

    @Override
    public void giveBack() {}
}
