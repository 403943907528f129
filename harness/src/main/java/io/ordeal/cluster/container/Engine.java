package io.ordeal.cluster.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Network;
import io.ordeal.cluster.ClusterException;
import io.ordeal.cluster.Startup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.images.builder.Transferable;

/** The Docker engine of this machine, as far as clusters need it. Threads may share it. */
final class Engine {
    private static final int EXEC_SECONDS = 60;
    private static final int ASK_EVERY_MILLIS = 20;

    private static @Nullable Engine found;

    private final DockerClient client;

    private Engine(DockerClient client) {
        this.client = client;
    }

    /**
     * The engine that Testcontainers finds: by its own settings, {@code DOCKER_HOST}, or the usual sockets.
     *
     * @throws NoEngineException none answers
     * @throws ClusterException it is on another machine
     */
    static synchronized Engine connect() throws ClusterException {
        Engine known = found;
        if (known != null) {
            return known;
        }
        DockerClientProviderStrategy strategy;
        try {
            strategy = DockerClientProviderStrategy.getFirstValidStrategy(
                    ServiceLoader.load(DockerClientProviderStrategy.class).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList());
        } catch (RuntimeException | LinkageError e) {
            throw new NoEngineException(
                    "no Docker engine answers, which a cluster of containers needs (" + Startup.reason(e)
                            + "); targets/images/install-docker installs one on a Debian machine, and without Docker"
                            + " there is --cluster process",
                    e);
        }
        String scheme = strategy.getTransportConfig().getDockerHost().getScheme();
        if (!"unix".equals(scheme)) {
            throw new ClusterException(
                    "the Docker engine is reached by "
                            + strategy.getTransportConfig().getDockerHost()
                            + ", but the proxies of a cluster must listen on the engine's own machine: unset DOCKER_HOST"
                            + " to use the engine of this one",
                    null);
        }
        Engine connected = new Engine(strategy.getDockerClient());
        found = connected;
        return connected;
    }

    DockerClient client() {
        return client;
    }

    /**
     * Makes and starts a container.
     *
     * @return its id
     * @throws ClusterException the engine would not; nothing is left of it
     */
    String run(CreateContainerCmd command) throws ClusterException {
        String id = create(command, Map.of());
        try {
            client.startContainerCmd(id).exec();
            return id;
        } catch (DockerException e) {
            remove(id);
            throw cantBe("started", command, e);
        }
    }

    /**
     * Makes a container, and does not start it.
     *
     * @param copied into it, by where it is there
     * @return its id
     * @throws ClusterException the engine would not; nothing is left of it
     */
    String create(CreateContainerCmd command, Map<String, Transferable> copied) throws ClusterException {
        String id = null;
        try {
            id = command.exec().getId();
            if (!copied.isEmpty()) {
                client.copyArchiveToContainerCmd(id)
                        .withRemotePath("/")
                        .withTarInputStream(new ByteArrayInputStream(archive(copied)))
                        .exec();
            }
            return id;
        } catch (DockerException | IOException e) {
            if (id != null) {
                remove(id);
            }
            throw cantBe("made", command, e);
        }
    }

    private static byte[] archive(Map<String, Transferable> copied) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            copied.forEach((path, content) -> content.transferTo(tar, path));
        }
        return bytes.toByteArray();
    }

    /** Starts a container that was made before, and may have run. */
    void start(String container) throws ClusterException {
        try {
            client.startContainerCmd(container).exec();
        } catch (DockerException e) {
            throw new ClusterException("the container " + container + " can't be started: " + Startup.reason(e), e);
        }
    }

    private static ClusterException cantBe(String what, CreateContainerCmd command, Exception e) {
        return new ClusterException(
                "the container " + command.getName() + " of image " + command.getImage() + " can't be " + what + ": "
                        + Startup.reason(e),
                e);
    }

    /**
     * Runs a shell's script in a container, as root.
     *
     * @throws ClusterException it fails; the message has what it said
     */
    void exec(String container, String script) throws IOException, InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String exec = client.execCreateCmd(container)
                .withCmd("/bin/sh", "-e", "-c", script)
                .withUser("root")
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        boolean done;
        try (ResultCallback.Adapter<Frame> callback = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                said.writeBytes(frame.getPayload());
            }
        }) {
            done = client.execStartCmd(exec).exec(callback).awaitCompletion(EXEC_SECONDS, TimeUnit.SECONDS);
        }
        Long status = client.inspectExecCmd(exec).exec().getExitCodeLong();
        if (!done || status == null || status != 0) {
            throw new ClusterException(
                    "a script in the container " + container + " failed, exit code " + status + ": "
                            + said.toString(StandardCharsets.UTF_8).strip(),
                    null);
        }
    }

    /**
     * Runs a command in a container, as its own user.
     *
     * @return its exit code; empty if it has not ended within the time
     */
    Optional<Long> exec(String container, List<String> command, Duration within)
            throws IOException, InterruptedException {
        String exec = client.execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        boolean done;
        try (ResultCallback.Adapter<Frame> callback = new ResultCallback.Adapter<>()) {
            done = client.execStartCmd(exec).exec(callback).awaitCompletion(within.toNanos(), TimeUnit.NANOSECONDS);
        }
        return done ? Optional.ofNullable(client.inspectExecCmd(exec).exec().getExitCodeLong()) : Optional.empty();
    }

    /** What a container is doing; empty if there is none. */
    Optional<InspectContainerResponse> inspect(String container) {
        try {
            return Optional.of(client.inspectContainerCmd(container).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Ends a container's processes by SIGKILL, also paused ones, and returns when they are gone. Idempotent. */
    void kill(String container) {
        try {
            client.killContainerCmd(container).withSignal("KILL").exec();
        } catch (NotFoundException | ConflictException | NotModifiedException e) {
            // it had ended already
        }
    }

    /**
     * Sends a container's first process a signal, and waits until it has ended.
     *
     * @return false if it has not within the time
     */
    boolean stop(String container, String signal, Duration within) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + within.toNanos();
        try {
            client.killContainerCmd(container).withSignal(signal).exec();
        } catch (NotFoundException | ConflictException | NotModifiedException e) {
            // it had ended already
        }
        while (isRunning(container)) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            Thread.sleep(ASK_EVERY_MILLIS);
        }
        return true;
    }

    /** Waits until a container that was killed has ended, so that it can be started again. */
    void awaitEnd(String container) throws InterruptedException {
        long deadlineNanos =
                System.nanoTime() + Duration.ofSeconds(EXEC_SECONDS).toNanos();
        while (isRunning(container) && System.nanoTime() < deadlineNanos) {
            Thread.sleep(ASK_EVERY_MILLIS);
        }
    }

    /** Whether a container's processes exist, paused or not. */
    boolean isRunning(String container) {
        return inspect(container)
                .map(found -> Boolean.TRUE.equals(found.getState().getRunning()))
                .orElse(false);
    }

    /** Removes a container, whatever it does. Idempotent. */
    void remove(String container) {
        try {
            client.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            // it is gone, or going
        }
    }

    /** Makes a bridge network. */
    Subnet createNetwork(String name, Map<String, String> labels) throws ClusterException {
        try {
            String id = client.createNetworkCmd()
                    .withName(name)
                    .withDriver("bridge")
                    .withLabels(labels)
                    .exec()
                    .getId();
            return new Subnet(
                    id,
                    name,
                    gateway(client.inspectNetworkCmd().withNetworkId(id).exec()));
        } catch (DockerException e) {
            throw new ClusterException(
                    "the network " + name + " can't be made: " + Startup.reason(e)
                            + "; ./ordeal clean removes what killed runs have left, docker network ls shows the others",
                    e);
        }
    }

    private static String gateway(Network network) throws ClusterException {
        for (Network.Ipam.Config config : network.getIpam().getConfig()) {
            // those of IPv6 have colons
            if (config.getGateway() != null && config.getGateway().indexOf('.') > 0) {
                return config.getGateway();
            }
        }
        throw new ClusterException("the network " + network.getName() + " has no IPv4 gateway to listen on", null);
    }

    /** Removes a network whose containers are gone. Idempotent. */
    void removeNetwork(String id) {
        try {
            client.removeNetworkCmd(id).exec();
        } catch (NotFoundException e) {
            // it is gone
        }
    }

    /** Removes all containers and networks with a label, also those whose making was never answered. Idempotent. */
    void removeAll(String label, String value) {
        String filter = label + "=" + value;
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(filter)).exec().stream()
                .map(Container::getId)
                .forEach(this::remove);
        client.listNetworksCmd().withFilter("label", List.of(filter)).exec().stream()
                .map(Network::getId)
                .forEach(this::removeNetwork);
    }

    /**
     * Appends what a container prints to a file until it ends, and then has something done.
     *
     * @param known how many bytes of it are in the file already
     */
    LogFollower follow(String container, Path log, long known, Runnable onEnd) throws IOException {
        LogFollower follower = new LogFollower(log, known, onEnd);
        client.logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .withTailAll()
                .exec(follower);
        return follower;
    }

    /**
     * A network of containers.
     *
     * @param gateway the address at which containers reach this machine
     */
    record Subnet(String id, String name, String gateway) {}
}
