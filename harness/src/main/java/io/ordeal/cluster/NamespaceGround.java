package io.ordeal.cluster;

import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.namespace.ClusterNetwork;
import io.ordeal.namespace.NetworkNamespace;
import io.ordeal.namespace.NodeRules;
import io.ordeal.namespace.PacketLoss;
import io.ordeal.namespace.Subnet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network namespace for each node: its links are in the rules of its namespace, and it need not be told of them.
 *
 * <p>What keeps a namespace is a process that the watchdog knows of, so that it goes with the servers.
 */
final class NamespaceGround implements Ground {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceGround.class);

    private final Path runFolder;
    private final Watchdog watchdog;
    private final List<ServerProcess> keepers = new ArrayList<>();
    private @Nullable FileLock lease;
    private @Nullable ClusterNetwork network;

    NamespaceGround(Path runFolder, Watchdog watchdog) {
        this.runFolder = runFolder;
        this.watchdog = watchdog;
    }

    @Override
    public ClusterKind kind() {
        return ClusterKind.NAMESPACE;
    }

    @Override
    public void settle(ClusterDescription description, Collection<ProcessNode> nodes)
            throws IOException, InterruptedException {
        List<String> names = nodes.stream().map(ProcessNode::name).toList();
        ClusterNetwork made;
        try {
            made = ClusterNetwork.make(Ownership.mine(), takeSubnet(), names, this::keep);
        } catch (IOException e) {
            throw new ClusterException(
                    "the nodes' network namespaces can't be made: " + Startup.reason(e)
                            + "; what killed runs left is removed by ./ordeal clean",
                    e);
        }
        network = made;
        for (NodeSpec spec : description.nodes()) {
            for (ProcessNode node : nodes) {
                if (node.name().equals(spec.name())) {
                    node.settle(new NamespacePlace(spec, made.namespace(spec.name()), made.address(spec.name())));
                }
            }
        }
    }

    private Subnet takeSubnet() throws IOException {
        int first = ThreadLocalRandom.current().nextInt(Subnet.COUNT);
        for (int i = 0; i < Subnet.COUNT; i++) {
            Subnet subnet = new Subnet((first + i) % Subnet.COUNT);
            FileLock lock = MachineLock.take(MachineLock.SUBNETS + subnet.number());
            if (lock == null) {
                continue;
            }
            if (subnet.isFree()) {
                lease = lock;
                return subnet;
            }
            lock.release();
        }
        throw new IOException("all of 198.18.0.0/15 is in use on this machine: ip addr shows by whom");
    }

    private synchronized NetworkNamespace keep(String name) throws IOException {
        Path folder = Files.createDirectories(runFolder).toAbsolutePath();
        Path log = folder.resolve("networks.log");
        ServerProcess keeper = ServerProcess.startSpokenTo(NetworkNamespace.KEEPER, Map.of(), folder, log, watchdog);
        keepers.add(keeper);
        String said = new BufferedReader(new InputStreamReader(keeper.output(), StandardCharsets.UTF_8)).readLine();
        if (!NetworkNamespace.KEPT.equals(said)) {
            throw new IOException("no network namespace for " + name + ": " + LogTail.describe(log));
        }
        return NetworkNamespace.of(keeper.pid());
    }

    @Override
    public MeshPlan plan(ClusterDescription description, Collection<ProcessNode> nodes, int workers) {
        return new MeshPlan(
                MeshPlan.passages(description, workers, made().gateway(), Ground.upstreams(nodes)),
                List.of(),
                description.refusalPatience());
    }

    private ClusterNetwork made() {
        ClusterNetwork made = network;
        if (made == null) {
            throw new IllegalStateException("the cluster has no network yet");
        }
        return made;
    }

    @Override
    public void lead(Collection<ProcessNode> nodes, Mesh mesh) throws IOException, InterruptedException {
        for (ProcessNode from : nodes) {
            NodeRules rules = new NodeRules();
            for (ProcessNode to : nodes) {
                for (Port port : to.program().ports()) {
                    if (from != to && port.users().includeNodes()) {
                        rules.turn(
                                to.listen(port.name()), mesh.entrance(new Link(from.name(), to.name()), port.name()));
                        if (port.datagrams()) {
                            rules.letDatagrams(to.listen(port.name()));
                        }
                    }
                }
            }
            made().rule(from.name(), rules);
        }
    }

    @Override
    public Mesh whole(ClusterDescription description, Mesh links) {
        Set<String> takers = description.nodes().stream()
                .filter(node -> node.program().ports().stream().anyMatch(Port::datagrams))
                .map(NodeSpec::name)
                .collect(Collectors.toSet());
        return takers.isEmpty() ? links : new DatagramMesh(links, made(), takers);
    }

    @Override
    public Optional<PacketLoss> packets(String node) {
        return Optional.of(made().loss(node));
    }

    @Override
    public synchronized void giveBack() {
        for (ServerProcess keeper : keepers) {
            try {
                keeper.kill();
                keeper.input().close();
            } catch (IOException | InterruptedException | TimeoutException e) {
                LOG.warn("a network namespace could not be given back; it goes with this process", e);
            }
        }
        keepers.clear();
        FileLock held = lease;
        if (held != null) {
            lease = null;
            try {
                held.release();
            } catch (IOException e) {
                LOG.warn("the lock of the subnet could not be given back; it goes with this process", e);
            }
        }
    }
}
