package io.ordeal.cluster.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.ClusterNode;
import io.ordeal.cluster.EndWatch;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.LogTail;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.NodeFolders;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerEnd;
import io.ordeal.cluster.ServerProgram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node: the holder of its network, and the container of its server, if that runs. */
final class Pod implements ClusterNode {
    private final NodeSpec spec;
    private final NodeFolders folders;
    private final Engine engine;
    private final Images.Image image;
    private final Optional<MountedSoftware> mounted;
    private final Map<String, String> labels;
    private final Function<Pod, NodeEnvironment> environments;

    private final EndWatch ends = new EndWatch();
    private Holder holder = Holder.NONE;
    private @Nullable Server server;
    private Cluster.State state = Cluster.State.KILLED;
    private boolean closed;
    private int starts;
    private boolean wasUp;

    /**
     * @param mounted what the server is, if its image has nothing of it
     * @param labels of all its containers
     * @param environments where a node finds itself when it is started
     */
    Pod(
            NodeSpec spec,
            NodeFolders folders,
            Engine engine,
            Images.Image image,
            Optional<MountedSoftware> mounted,
            Map<String, String> labels,
            Function<Pod, NodeEnvironment> environments) {
        this.spec = spec;
        this.folders = folders;
        this.engine = engine;
        this.image = image;
        this.mounted = mounted;
        this.labels = labels;
        this.environments = environments;
    }

    private record Holder(String id, String name, String address) {
        static final Holder NONE = new Holder("", "", "");
    }

    private record Server(String id, LogFollower log) {}

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public ServerProgram program() {
        return spec.program();
    }

    @Override
    public Path log() {
        return folders.log(program());
    }

    Images.Image image() {
        return image;
    }

    Optional<MountedSoftware> mounted() {
        return mounted;
    }

    @Override
    public synchronized boolean wasStarted() {
        return starts > 0;
    }

    /** The node's address in the network, from {@link #hold} on. */
    synchronized String address() {
        return holder.address;
    }

    /** The holder's id, in whose network the node lives. */
    synchronized String holderId() {
        return holder.id;
    }

    @Override
    public InetSocketAddress listen(String port) {
        Port found = program().ports().stream()
                .filter(each -> each.name().equals(port))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("node " + name() + " has no port named " + port
                        + ", but " + program().ports().stream().map(Port::name).toList()));
        return new InetSocketAddress(address(), found.number());
    }

    @Override
    public Optional<InetSocketAddress> announced(String port) {
        return isAnnounced() ? Optional.of(listen(port)) : Optional.empty();
    }

    /** Starts the holder, which gives the node its address. */
    synchronized void hold(Images.Image tools, Engine.Subnet network) throws ClusterException {
        if (closed) {
            throw closedMeanwhile();
        }
        String containerName = network.name() + "-" + name();
        String id = engine.run(engine.client()
                .createContainerCmd(tools.name())
                .withName(containerName)
                .withHostName(name())
                .withLabels(labels)
                .withEntrypoint("sleep", "infinity")
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode(network.name())
                        .withCapAdd(Capability.NET_ADMIN)));
        holder = new Holder(id, containerName, "");
        String address = engine.inspect(id)
                .map(found -> found.getNetworkSettings().getNetworks().get(network.name()))
                .map(found -> String.valueOf(found.getIpAddress()))
                .orElseThrow(() -> new ClusterException("the container " + containerName + " has no address", null));
        holder = new Holder(id, containerName, address);
    }

    /** Sets the node's hosts and packet rules; to be called once, before its server is started. */
    void route(String script) throws IOException, InterruptedException {
        engine.exec(holderId(), script);
    }

    /** Starts the server; what it needs in its folders is written before. Nothing if it runs or is paused. */
    @Override
    public synchronized void launch() throws Exception {
        Cluster.State now = look();
        if (now == Cluster.State.RUNNING || now == Cluster.State.PAUSED) {
            return;
        }
        if (closed) {
            throw closedMeanwhile();
        }
        if (program() instanceof ContainerProgram made) {
            launchAgain(made);
        } else {
            launchAnew();
        }
        state = Cluster.State.RUNNING;
        starts++;
        wasUp = false;
    }

    /** A container that somebody else describes is made once, and started as often as it is wanted. */
    private void launchAgain(ContainerProgram made) throws Exception {
        Server before = server;
        String id;
        long known = 0;
        if (before == null) {
            folders.prepare(made, environments.apply(this));
            id = engine.create(describe(made), made.copied());
        } else {
            before.log.finish();
            id = before.id;
            known = before.log.received();
        }
        try {
            engine.start(id);
        } catch (ClusterException e) {
            if (before == null) {
                engine.remove(id);
            }
            throw e;
        }
        server = new Server(id, engine.follow(id, log(), known, () -> tellIfUnexpected(id)));
    }

    /** What its own network and names would be, it has from the holder. */
    private CreateContainerCmd describe(ContainerProgram made) {
        CreateContainerCmd create = engine.client().createContainerCmd(image.name());
        made.describe(create);
        Map<String, String> all = new TreeMap<>(labels);
        Map<String, String> own = create.getLabels();
        if (own != null) {
            own.forEach(all::putIfAbsent);
        }
        HostConfig host = create.getHostConfig();
        return create.withImage(image.name())
                .withName(holder.name + "-" + made.name())
                .withLabels(all)
                .withExposedPorts(List.of())
                .withHostConfig((host == null ? HostConfig.newHostConfig() : host)
                        .withNetworkMode("container:" + holder.id)
                        .withPortBindings(new Ports())
                        .withPublishAllPorts(false)
                        .withAutoRemove(false));
    }

    private void launchAnew() throws Exception {
        removeServer();
        Launch launch = folders.prepare(program(), environments.apply(this));
        List<String> variables = new ArrayList<>();
        launch.environment().forEach((name, value) -> variables.add(name + "=" + value));
        List<Bind> mounts = new ArrayList<>(List.of(
                mount(folders.data(), "data"), mount(folders.config(), "config"), mount(folders.temporary(), "tmp")));
        program()
                .dataInContainer()
                .ifPresent(path -> mounts.add(new Bind(folders.data().toString(), new Volume(path))));
        ServerUser user = ServerUser.ownerOf(folders.data());
        CreateContainerCmd create = engine.client()
                .createContainerCmd(image.name())
                .withName(holder.name + "-" + program().name() + "-" + (starts + 1))
                .withLabels(labels)
                .withUser(user.id())
                .withEnv(variables);
        if (!launch.command().isEmpty()) {
            create.withWorkingDir(ContainerEnvironment.MOUNT + "/data").withEntrypoint(launch.command());
        }
        HostConfig host = HostConfig.newHostConfig()
                .withNetworkMode("container:" + holder.id)
                .withBinds(mounts);
        if (mounted.isPresent()) {
            List<Mount> all = new ArrayList<>(mounted.get().mounts());
            all.add(user.named(folders.config()));
            host.withMounts(all)
                    // it may do what it may as a process: PostgreSQL, which refuses to be root, makes a user namespace
                    .withSecurityOpts(List.of("seccomp=unconfined"));
        }
        String id = engine.run(create.withHostConfig(host));
        server = new Server(id, engine.follow(id, log(), 0, () -> tellIfUnexpected(id)));
    }

    private static Bind mount(Path folder, String name) {
        return new Bind(folder.toString(), new Volume(ContainerEnvironment.MOUNT + "/" + name));
    }

    private ClusterException closedMeanwhile() {
        return new ClusterException("node " + name() + " is not started: its cluster was closed", null);
    }

    @Override
    public synchronized void seenUp() {
        wasUp = true;
    }

    /** As {@link Engine#exec(String, List, Duration)}, in the server's container. */
    Optional<Long> exec(List<String> command, Duration within) throws IOException, InterruptedException {
        String id = serverId()
                .orElseThrow(
                        () -> new ClusterException("node " + name() + " has no container to run a command in", null));
        return engine.exec(id, command, within);
    }

    /** The container of the server that runs, or has run; empty if there is none. */
    synchronized Optional<String> serverId() {
        return Optional.ofNullable(server).map(Server::id);
    }

    private void tellIfUnexpected(String container) {
        unexpected(container).ifPresent(ended -> ends.ended(this, exitCode(ended)));
    }

    private synchronized Optional<Server> unexpected(String container) {
        return Optional.ofNullable(server)
                .filter(current -> current.id.equals(container) && wasUp && !closed)
                .filter(current -> look() == Cluster.State.ENDED);
    }

    @Override
    public void onServerEnd(Consumer<ServerEnd> listener) {
        ends.tell(listener);
    }

    /** Why the node did not come up, when it has ended. */
    @Override
    public synchronized ClusterException ended() {
        Server current = server;
        String how = "was killed";
        if (current != null) {
            how = "ended with exit code " + exitCode(current);
            try {
                current.log.finish();
            } catch (InterruptedException e) {
                // the log is told as far as it came
                Thread.currentThread().interrupt();
            }
        }
        return new ClusterException(
                program().software().name() + " on node " + name() + " (image " + image.name() + ") did not start: it "
                        + how + "; " + LogTail.describe(log()),
                null);
    }

    private String exitCode(Server ended) {
        return engine.inspect(ended.id)
                .map(found -> String.valueOf(found.getState().getExitCodeLong()))
                .orElse("unknown");
    }

    @Override
    public synchronized void kill() throws InterruptedException {
        state = Cluster.State.KILLED;
        Server current = server;
        if (current != null && program() instanceof ContainerProgram && !closed) {
            engine.kill(current.id);
            engine.awaitEnd(current.id);
            current.log.finish();
        } else {
            removeServer();
        }
    }

    /** Whoever asks what it does meanwhile is told that it is as good as killed, and does not wait. */
    @Override
    public boolean stop() throws InterruptedException {
        Server asked;
        synchronized (this) {
            asked = server;
            if (asked == null || look() != Cluster.State.RUNNING) {
                kill();
                return false;
            }
            state = Cluster.State.KILLED;
        }
        try {
            return engine.stop(
                    asked.id,
                    program().gracefulStop().signal().wire(),
                    program().gracefulStop().within());
        } finally {
            kill();
        }
    }

    private void removeServer() throws InterruptedException {
        Server current = server;
        if (current != null) {
            engine.kill(current.id);
            current.log.finish();
            engine.remove(current.id);
            server = null;
        }
    }

    @Override
    public synchronized void pause() {
        Server current = server;
        if (current != null && look() == Cluster.State.RUNNING) {
            engine.client().pauseContainerCmd(current.id).exec();
            state = Cluster.State.PAUSED;
        }
    }

    @Override
    public synchronized void resume() {
        Server current = server;
        if (current != null && look() == Cluster.State.PAUSED) {
            engine.client().unpauseContainerCmd(current.id).exec();
            state = Cluster.State.RUNNING;
        }
    }

    @Override
    public synchronized Cluster.State state() {
        return look();
    }

    private Cluster.State look() {
        Server current = server;
        if (state == Cluster.State.KILLED || current == null) {
            return Cluster.State.KILLED;
        }
        Optional<InspectContainerResponse> found = engine.inspect(current.id);
        boolean runs =
                found.isPresent() && Boolean.TRUE.equals(found.get().getState().getRunning());
        return runs ? state : Cluster.State.ENDED;
    }

    /** Ends what runs, for good, and removes it. Idempotent. */
    synchronized void close() throws IOException, InterruptedException {
        closed = true;
        kill();
        if (!holder.id.isEmpty()) {
            engine.remove(holder.id);
            holder = new Holder("", holder.name, holder.address);
        }
        folders.deleteTemporary();
    }
}
