package io.ordeal.cluster;

import io.ordeal.cgroup.Controller;
import io.ordeal.cgroup.Freezer;
import io.ordeal.cgroup.MemoryLimit;
import io.ordeal.cgroup.WriteThrottle;
import io.ordeal.disk.LoopDisk;
import io.ordeal.mesh.Mesh;
import io.ordeal.namespace.NamespaceNeeds;
import io.ordeal.namespace.PacketLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster of child processes, on loopback or in a network namespace each.
 *
 * <p>It comes about in this order: the software is unpacked into the cache; each node gets its place, on loopback by
 * leasing its ports; the links are made, whose proxies lead to those ports; the servers are started, group by group, each in a session of its own, and
 * polled until they are up and the cluster is ready. A port that turns out to be taken by a stranger is no failure: the
 * whole is taken down and tried again with other ports.
 *
 * <p>A {@link Watchdog} kills the servers if this JVM ends without having done so.
 */
public final class ProcessCluster extends StartedCluster<ProcessNode> {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessCluster.class);
    private static final int ATTEMPTS = 4;

    private final Watchdog watchdog;
    private final Ground ground;
    private Map<Software, InstalledSoftware> installed = Map.of();

    private ProcessCluster(ClusterDescription description, Path runFolder, boolean inNamespaces) throws IOException {
        super(description);
        watchdog = Watchdog.start();
        ground = inNamespaces ? new NamespaceGround(runFolder, watchdog) : new LoopbackGround();
        for (NodeSpec spec : description.nodes()) {
            NodeFolders folders = NodeFolders.of(runFolder, spec.name());
            add(new ProcessNode(spec, folders, this::environment, watchdog));
        }
    }

    /**
     * Starts a cluster on loopback and waits until it is ready.
     *
     * @throws ClusterException what failed, where the log is, and its last lines; nothing is left running
     * @throws InterruptedException likewise
     */
    public static ProcessCluster start(ClusterDescription description, ClusterSettings settings)
            throws IOException, InterruptedException {
        return start(description, settings, false);
    }

    /**
     * Starts a cluster whose nodes have a network namespace each, and waits until it is ready. What killed runs have left
     * is removed before.
     *
     * @throws ClusterException as {@link #start}; or it can't be had: {@link NamespaceNeeds#lacking}
     * @throws InterruptedException likewise
     */
    public static ProcessCluster startInNamespaces(ClusterDescription description, ClusterSettings settings)
            throws IOException, InterruptedException {
        Optional<String> lacking = NamespaceNeeds.lacking();
        if (lacking.isPresent()) {
            throw new ClusterException("a cluster in network namespaces " + lacking.get(), null);
        }
        NetworkLeftovers.sweep();
        return start(description, settings, true);
    }

    private static ProcessCluster start(ClusterDescription description, ClusterSettings settings, boolean inNamespaces)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            ProcessCluster cluster = new ProcessCluster(description, settings.runFolder(), inNamespaces);
            try {
                cluster.launch(settings);
                return cluster;
            } catch (PortTakenException e) {
                cluster.close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("{}; trying again with other ports", e.getMessage());
                for (ProcessNode node : cluster.nodes().values()) {
                    node.forget();
                }
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                cluster.close();
                throw e;
            }
        }
    }

    private void launch(ClusterSettings settings) throws IOException, InterruptedException {
        installed = InstalledSoftware.of(
                nodes().values().stream().map(node -> node.program().software()).toList(), settings);
        // the servers' time does not run while their software is fetched
        long startNanos = System.nanoTime();
        long deadlineNanos = startNanos + description().readyWithin().toNanos();
        ground.settle(description(), nodes().values());
        if (settings.disks()) {
            makeDisks();
        }
        makeGroups(settings.controllers());
        makeLinks(settings);
        startAll(startNanos, deadlineNanos);
        for (ProcessNode node : nodes().values()) {
            Optional<LoopDisk> disk = node.disk();
            if (disk.isPresent()) {
                // what was laid down to begin with has been there for long; what comes is the server's to sync
                disk.get().sync();
            }
        }
    }

    private void makeDisks() throws IOException, InterruptedException {
        for (ProcessNode node : nodes().values()) {
            if (node.program().keepsData()) {
                try {
                    node.makeDisk();
                } catch (IOException e) {
                    throw new ClusterException(
                            "node " + node.name() + " can't have a disk of its own: " + e.getMessage()
                                    + "; what holds the machine's loop devices: losetup -a, and what killed runs left"
                                    + " is given back by ./ordeal clean",
                            e);
                }
            }
        }
    }

    private void makeGroups(Set<Controller> needed) throws ClusterException {
        for (ProcessNode node : nodes().values()) {
            try {
                node.makeGroups(needed);
            } catch (IOException e) {
                throw new ClusterException(
                        "node " + node.name() + " can't have control groups of its own: " + Startup.reason(e), e);
            }
        }
    }

    private void makeLinks(ClusterSettings settings) throws IOException, InterruptedException {
        try {
            Mesh links = settings.meshes().create(ground.plan(description(), nodes().values(), settings.workers()));
            setMesh(ground.whole(description(), links));
            ground.lead(nodes().values(), mesh());
        } catch (InterruptedException | ClusterException e) {
            throw e;
        } catch (Exception e) {
            throw new ClusterException("the links of the cluster can't be made: " + Startup.reason(e), e);
        }
    }

    private NodeEnvironment environment(ProcessNode node) {
        Software software = node.program().software();
        InstalledSoftware found = installed.getOrDefault(software, new InstalledSoftware(software, Map.of()));
        return new ProcessEnvironment(kind(), node, nodes(), members(), mesh(), found);
    }

    @Override
    public ClusterKind kind() {
        return ground.kind();
    }

    /** The numbers of a node's living processes as the operating system has them, the first one's first; of none if it doesn't run. */
    public List<Long> pids(String node) {
        return node(node).pids();
    }

    @Override
    public Optional<ProcessFamily> processes(String node) {
        return Optional.of(node(node));
    }

    @Override
    public Optional<LoopDisk> disk(String node) {
        return node(node).disk();
    }

    @Override
    public Optional<MemoryLimit> memory(String node) {
        return node(node).groups().memory();
    }

    @Override
    public Optional<WriteThrottle> writes(String node) {
        return node(node).groups().writes();
    }

    @Override
    public Optional<PacketLoss> packets(String node) {
        return ground.packets(node);
    }

    @Override
    public Optional<String> pausesBy(String node) {
        return Optional.of(node(node).groups().freezer().map(Freezer::name).orElse("SIGSTOP"));
    }

    /** Nothing is known of one that is paused: what is frozen looks as if it waited. */
    @Override
    public int waitingForDisk(String node) {
        if (state(node) == State.PAUSED) {
            return 0;
        }
        return node(node).pids().stream()
                .mapToInt(ProcessTable::uninterruptible)
                .sum();
    }

    @Override
    public Optional<Path> findData(String node) {
        return Optional.of(node(node).dataFolder());
    }

    @Override
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (ProcessNode node : nodes().values()) {
            Software software = node.program().software();
            versions.put(software.product(), software.version());
        }
        return versions;
    }

    @Override
    protected void endNodes() {
        for (ProcessNode node : nodes().values()) {
            try {
                node.close();
            } catch (IOException | InterruptedException | TimeoutException e) {
                LOG.warn("node {} could not be ended; the watchdog will", node.name(), e);
            }
        }
    }

    @Override
    protected void giveBack() {
        ground.giveBack();
        watchdog.close();
    }
}
