package io.ordeal.cluster.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.InstalledSoftware;
import io.ordeal.cluster.MeshPlan;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.NodeFolders;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.Software;
import io.ordeal.cluster.StartedCluster;
import io.ordeal.cluster.Startup;
import io.ordeal.mesh.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster of containers on the Docker engine of this machine.
 *
 * <p>It comes about in this order: what killed runs have left is swept; each software's image is found, or, where it has none,
 * itself installed on this machine; a network is made, and in it a holder for each node, which gives it its address; the links
 * are made, whose proxies lead to those addresses; the holders are given the rules that turn every connection to another node
 * round to its link; the servers are started, group by group, and polled until they are up and the cluster is ready.
 */
public final class ContainerCluster extends StartedCluster<Pod> {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerCluster.class);
    /** Containers that are made or removed at once. */
    private static final int AT_ONCE = 4;

    /** What a run calls the image into whose containers software was mounted, among the versions of what it had. */
    private static final String MOUNTED_INTO = "containers";

    private static final Duration STRAGGLERS = Duration.ofSeconds(30);

    private final Engine engine;
    /** Of the network, and what containers' names begin with. */
    private final String name;

    private final Map<String, String> labels;
    private Engine.@Nullable Subnet network;

    private ContainerCluster(ClusterDescription description, Path runFolder, Engine engine) {
        super(description);
        this.engine = engine;
        name = "ordeal-" + UUID.randomUUID().toString().substring(0, 8);
        labels = RunLabels.of(String.valueOf(runFolder.getFileName()), name);
    }

    /**
     * Starts a cluster and waits until it is ready.
     *
     * @throws ClusterException what failed, where the log is, and its last lines; nothing is left running
     * @throws InterruptedException likewise
     */
    public static ContainerCluster start(ClusterDescription description, ClusterSettings settings)
            throws IOException, InterruptedException {
        Port.refuseDatagrams(description, "--cluster container");
        Engine engine = Engine.connect();
        Leftovers.sweep(engine);
        ContainerCluster cluster = new ContainerCluster(description, settings.runFolder(), engine);
        try {
            cluster.launch(settings);
            return cluster;
        } catch (CancellationException e) {
            // so the client tells a thread that was told to stop
            cluster.close();
            throw new InterruptedException("told to stop while the cluster was started");
        } catch (DockerException e) {
            cluster.close();
            throw new ClusterException("the Docker engine failed: " + Startup.reason(e), e);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private void launch(ClusterSettings settings) throws IOException, InterruptedException {
        Map<Software, InstalledSoftware> installed = install(settings);
        // the servers' time does not run while their software is fetched
        long startNanos = System.nanoTime();
        Images images = new Images(engine);
        Images.Image tools = images.tools();
        for (NodeSpec spec : description().nodes()) {
            NodeFolders folders = NodeFolders.of(settings.runFolder(), spec.name());
            Software software = spec.program().software();
            Optional<MountedSoftware> mounted = Optional.ofNullable(installed.get(software))
                    .map(found -> new MountedSoftware(found, settings.cache()));
            add(new Pod(spec, folders, engine, images.of(software), mounted, labels, this::environment));
        }
        Engine.Subnet made = engine.createNetwork(name, labels);
        network = made;
        forAll(pod -> pod.hold(tools, made));
        makeLinks(settings, made.gateway());
        forAll(pod -> pod.route(route(pod)));
        long deadlineNanos = System.nanoTime() + description().readyWithin().toNanos();
        startAll(startNanos, deadlineNanos);
    }

    /** What is to be mounted. */
    private Map<Software, InstalledSoftware> install(ClusterSettings settings)
            throws ClusterException, InterruptedException {
        return InstalledSoftware.of(
                description().nodes().stream()
                        .map(spec -> spec.program().software())
                        .filter(software -> software.image().isEmpty())
                        .toList(),
                settings);
    }

    private NodeEnvironment environment(Pod pod) {
        return new ContainerEnvironment(pod, nodes(), members(), mesh());
    }

    private void makeLinks(ClusterSettings settings, String gateway) throws IOException, InterruptedException {
        MeshPlan plan = new MeshPlan(
                MeshPlan.passages(
                        description(),
                        settings.workers(),
                        gateway,
                        (node, port) -> node(node).listen(port)),
                List.of(),
                description().refusalPatience());
        try {
            setMesh(settings.meshes().create(plan));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new ClusterException(
                    "the links of the cluster can't be made: " + Startup.reason(e) + "; the proxies must listen on "
                            + gateway
                            + ", so the harness has to run on the Docker engine's own machine, not in a container",
                    e);
        }
    }

    /** The script that names the other nodes, turns connections to them round to their links and refuses the rest. */
    private String route(Pod pod) {
        StringBuilder script = new StringBuilder();
        hosts(pod, script);
        for (Pod other : nodes().values()) {
            if (other == pod) {
                continue;
            }
            for (Port port : other.program().ports()) {
                if (port.users().includeNodes()) {
                    InetSocketAddress proxy = mesh().entrance(new Link(pod.name(), other.name()), port.name());
                    script.append("iptables -w -t nat -A OUTPUT -p tcp -d ")
                            .append(other.address())
                            .append(" --dport ")
                            .append(port.number())
                            .append(" -j DNAT --to-destination ")
                            .append(proxy.getHostString())
                            .append(':')
                            .append(proxy.getPort())
                            .append('\n');
                }
            }
            script.append("iptables -w -A OUTPUT -d ").append(other.address()).append(" -j REJECT\n");
        }
        return script.toString();
    }

    private void hosts(Pod pod, StringBuilder script) {
        for (Pod each : nodes().values()) {
            List<String> names = new ArrayList<>();
            if (each != pod) {
                names.add(each.name());
            }
            if (each.program() instanceof ContainerProgram made) {
                names.addAll(made.hostNames());
            }
            if (!names.isEmpty()) {
                script.append("echo ")
                        .append(each.address())
                        .append(' ')
                        .append(String.join(" ", names))
                        .append(" >>/etc/hosts\n");
            }
        }
    }

    private interface PodWork {
        void on(Pod pod) throws IOException, InterruptedException;
    }

    /** Does it on every node, on some at once; goes on past failures and throws the first. */
    private void forAll(PodWork work) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (Pod pod : nodes().values()) {
                tasks.add(() -> {
                    work.on(pod);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(tasks)) {
                try {
                    done.get();
                } catch (CancellationException e) {
                    throw new InterruptedException("told to stop while containers were made");
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof IOException failed) {
                        throw failed;
                    }
                    throw new ClusterException("the Docker engine failed: " + Startup.reason(e), e);
                }
            }
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** What is being made when a thread is interrupted must be known before it can be removed. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!threads.awaitTermination(STRAGGLERS.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the Docker engine has not done within {}", STRAGGLERS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<String> pausesBy(String node) {
        return Optional.of("docker-pause");
    }

    @Override
    public ClusterKind kind() {
        return ClusterKind.CONTAINER;
    }

    /** The id of the container in whose network namespace a node lives. */
    public String holder(String node) {
        return node(node).holderId();
    }

    /** What speaks to the engine. */
    DockerClient client() {
        return engine.client();
    }

    /** The id of the container in which a node's server runs, or has run; empty if there is none. */
    public Optional<String> server(String node) {
        return node(node).serverId();
    }

    /**
     * Runs a command in the container of a node's server, as its own user.
     *
     * @return its exit code; empty if it has not ended within the time
     * @throws ClusterException there is no container
     */
    public Optional<Long> exec(String node, List<String> command, Duration within)
            throws IOException, InterruptedException {
        return node(node).exec(command, within);
    }

    /** The address at which containers reach the proxies of their links. */
    public String gateway() {
        Engine.Subnet made = network;
        if (made == null) {
            throw new IllegalStateException("the cluster has no network yet");
        }
        return made.gateway();
    }

    @Override
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (Pod pod : nodes().values()) {
            Software software = pod.program().software();
            String image = pod.image().name() + " " + pod.image().digest();
            if (pod.mounted().isPresent()) {
                versions.put(software.product(), software.version());
                versions.put(MOUNTED_INTO, image);
            } else {
                versions.put(software.product(), image);
            }
        }
        return versions;
    }

    @Override
    protected void endNodes() {
        try {
            forAll(Pod::close);
        } catch (IOException | InterruptedException e) {
            LOG.warn("not all containers could be removed; ./ordeal clean removes them when this process is gone", e);
        }
    }

    @Override
    protected void giveBack() {
        try {
            engine.removeAll(RunLabels.CLUSTER, name);
        } catch (DockerException e) {
            LOG.warn("the network could not be removed; ./ordeal clean removes it when this process is gone", e);
        }
    }
}
