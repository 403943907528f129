package io.ordeal.cluster.compose;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.GracefulStop;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.Software;
import io.ordeal.cluster.container.ContainerCluster;
import io.ordeal.cluster.container.ContainerProgram;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of a Compose file, as far as it is honoured.
 *
 * @param entrypoint in the place of the image's; none = the image's own
 * @param command in the place of the image's; none = the image's own, if the entrypoint is
 * @param volumes folders in the container that are volumes of the run's own
 * @param mounts of files and folders of this machine, to be read
 * @param health what is run in the container to know whether it is ready; none = its ports tell
 */
record ComposeService(
        Software software,
        List<String> hostNames,
        List<Port> ports,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        List<String> volumes,
        List<Bind> mounts,
        Map<String, String> memoryFolders,
        List<String> health,
        Duration healthWithin,
        GracefulStop gracefulStop,
        Optional<String> user,
        Optional<String> folder,
        List<Capability> added,
        List<Capability> dropped,
        boolean privileged,
        boolean readOnly,
        boolean init)
        implements ContainerProgram {
    private static final int CONNECT_MILLIS = 1_000;

    @Override
    public void describe(CreateContainerCmd create) {
        if (!entrypoint.isEmpty()) {
            create.withEntrypoint(entrypoint);
        }
        if (!command.isEmpty()) {
            create.withCmd(command);
        }
        user.ifPresent(create::withUser);
        folder.ifPresent(create::withWorkingDir);
        create.withEnv(environment.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withVolumes(volumes.stream().map(Volume::new).toList())
                .withHostConfig(HostConfig.newHostConfig()
                        .withBinds(mounts)
                        .withTmpFs(memoryFolders)
                        .withCapAdd(added.toArray(Capability[]::new))
                        .withCapDrop(dropped.toArray(Capability[]::new))
                        .withPrivileged(privileged)
                        .withReadonlyRootfs(readOnly)
                        .withInit(init));
    }

    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException, InterruptedException {
        if (health.isEmpty()) {
            for (Port port : ports) {
                try (Socket socket = new Socket()) {
                    socket.connect(cluster.direct(node, port.name()), CONNECT_MILLIS);
                }
            }
            return true;
        }
        if (!(cluster instanceof ContainerCluster containers)) {
            throw new IllegalStateException("node " + node + " runs in a container or nowhere");
        }
        Optional<Long> ended = containers.exec(node, health, healthWithin);
        if (ended.isEmpty() || ended.get() != 0) {
            throw new IOException("its healthcheck " + health
                    + ended.map(code -> " ended with exit code " + code).orElse(" did not end within " + healthWithin));
        }
        return true;
    }
}
