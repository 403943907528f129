package io.ordeal.cluster;

import io.ordeal.mesh.Mesh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster of child processes on loopback.
 *
 * <p>It comes about in this order: the software is unpacked into the cache; each node is leased its ports; the links are
 * made, whose proxies lead to those ports; the servers are started, group by group, each in a session of its own, and
 * polled until they are up and the cluster is ready. A port that turns out to be taken by a stranger is no failure: the
 * whole is taken down and tried again with other ports.
 *
 * <p>A {@link Watchdog} kills the servers if this JVM ends without having done so.
 */
public final class ProcessCluster implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessCluster.class);
    private static final int ATTEMPTS = 4;

    private final ClusterDescription description;
    private final Watchdog watchdog;
    private final Map<String, ProcessNode> nodes = new LinkedHashMap<>();
    private final Startup startup;
    private final Map<Software, Map<String, List<Path>>> installed = new HashMap<>();
    private @Nullable Mesh mesh;
    private volatile boolean closed;

    private ProcessCluster(ClusterDescription description, Path runFolder) throws IOException {
        this.description = description;
        watchdog = Watchdog.start();
        for (NodeSpec spec : description.nodes()) {
            NodeFolders folders = NodeFolders.of(runFolder, spec.name());
            nodes.put(
                    spec.name(),
                    new ProcessNode(spec, folders, Loopback.ofNode(nodes.size()), this::environment, watchdog));
        }
        startup = new Startup(this, nodes.values());
    }

    /**
     * Starts a cluster and waits until it is ready.
     *
     * @throws ClusterException what failed, where the log is, and its last lines; nothing is left running
     * @throws InterruptedException likewise
     */
    public static ProcessCluster start(ClusterDescription description, ClusterSettings settings)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            ProcessCluster cluster = new ProcessCluster(description, settings.runFolder());
            try {
                cluster.launch(settings);
                return cluster;
            } catch (PortTakenException e) {
                cluster.close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("{}; trying again with other ports", e.getMessage());
                for (ProcessNode node : cluster.nodes.values()) {
                    node.forget();
                }
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                cluster.close();
                throw e;
            }
        }
    }

    private void launch(ClusterSettings settings) throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        long deadlineNanos = startNanos + description.readyWithin().toNanos();
        install(settings.cache());
        for (ProcessNode node : nodes.values()) {
            node.takePorts();
        }
        makeLinks(settings);
        startup.all(deadlineNanos);
        LOG.info(
                "{} nodes of {} are ready after {} ms",
                nodes.size(),
                versions(),
                (System.nanoTime() - startNanos) / 1_000_000);
    }

    private void install(Path cache) throws ClusterException {
        for (ProcessNode node : nodes.values()) {
            Software software = node.program().software();
            if (installed.containsKey(software)) {
                continue;
            }
            try {
                installed.put(software, software.install().install(cache));
            } catch (Exception e) {
                throw new ClusterException(
                        software.name() + " can't be installed into " + cache + ": " + Startup.reason(e)
                                + "; another folder can be given in $ORDEAL_CACHE",
                        e);
            }
        }
    }

    private void makeLinks(ClusterSettings settings) throws IOException, InterruptedException {
        try {
            for (ProcessNode node : nodes.values()) {
                if (node.isAnnounced()) {
                    checkAddress(node.address());
                }
            }
            mesh = settings.meshes().create(plan(settings.workers()));
        } catch (InterruptedException | ClusterException e) {
            throw e;
        } catch (Exception e) {
            throw new ClusterException("the links of the cluster can't be made: " + Startup.reason(e), e);
        }
    }

    /** Linux has all of 127.0.0.0/8 on its loopback, macOS 127.0.0.1 alone. */
    private static void checkAddress(InetAddress address) throws ClusterException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new ClusterException(
                    "the loopback interface has no address " + address.getHostAddress()
                            + ", which tells this node from others: " + e.getMessage()
                            + "; on macOS: sudo ifconfig lo0 alias " + address.getHostAddress(),
                    e);
        }
    }

    private MeshPlan plan(int workers) {
        List<MeshPlan.Announcement> announcements = new ArrayList<>();
        for (ProcessNode to : nodes.values()) {
            Map<InetAddress, String> senders = new LinkedHashMap<>();
            nodes.values().stream()
                    .filter(from -> from != to)
                    .forEach(from -> senders.put(from.address(), from.name()));
            for (Port port : to.program().ports()) {
                if (port.users().includeNodes()) {
                    to.announced(port.name())
                            .ifPresent(address -> announcements.add(
                                    new MeshPlan.Announcement(to.name(), port.name(), address, senders)));
                }
            }
        }
        return new MeshPlan(
                MeshPlan.passages(
                        description,
                        workers,
                        MeshPlan.LOOPBACK,
                        (node, port) -> node(node).listen(port)),
                announcements);
    }

    private NodeEnvironment environment(ProcessNode node) {
        Map<String, List<Path>> software = installed.getOrDefault(node.program().software(), Map.of());
        return new ProcessEnvironment(node, nodes, mesh(), software);
    }

    @Override
    public ClusterKind kind() {
        return ClusterKind.PROCESS;
    }

    @Override
    public ClusterDescription description() {
        return description;
    }

    @Override
    public Mesh mesh() {
        if (mesh == null) {
            throw new IllegalStateException("the cluster has no links yet");
        }
        return mesh;
    }

    @Override
    public InetSocketAddress direct(String node, String port) {
        return node(node).listen(port);
    }

    @Override
    public Optional<InetSocketAddress> announced(String node, String port) {
        return node(node).announced(port);
    }

    @Override
    public void kill(String node) throws IOException, InterruptedException, TimeoutException {
        node(node).kill();
    }

    @Override
    public void start(String node) throws IOException, InterruptedException, TimeoutException {
        ProcessNode started = node(node);
        State before = started.state();
        if (before == State.RUNNING || before == State.PAUSED) {
            return;
        }
        try {
            startup.one(node);
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.kill();
            throw e;
        }
    }

    @Override
    public void pause(String node) throws IOException, InterruptedException, TimeoutException {
        node(node).pause();
    }

    @Override
    public void resume(String node) throws IOException, InterruptedException {
        node(node).resume();
    }

    @Override
    public State state(String node) {
        return node(node).state();
    }

    /** The numbers of a node's living processes as the operating system has them; of none if it doesn't run. */
    public List<Long> pids(String node) {
        return node(node).pids();
    }

    /** Where a node's standard output and standard error go. */
    public Path log(String node) {
        return node(node).log();
    }

    @Override
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (ProcessNode node : nodes.values()) {
            String[] name = node.program().software().name().split(" ", 2);
            versions.put(name[0], name.length == 2 ? name[1] : "");
        }
        return versions;
    }

    private ProcessNode node(String name) {
        ProcessNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + name + ", but " + nodes.keySet());
        }
        return node;
    }

    @Override
    public void close() {
        synchronized (watchdog) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // this must be done even by a thread that was told to stop
        boolean interrupted = Thread.interrupted();
        for (ProcessNode node : nodes.values()) {
            try {
                node.close();
            } catch (IOException | InterruptedException | TimeoutException e) {
                LOG.warn("node {} could not be ended; the watchdog will", node.name(), e);
            }
        }
        if (mesh != null) {
            mesh.close();
        }
        watchdog.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
