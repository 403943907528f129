package io.ordeal.cluster.container;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.Members;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a server in a container finds itself: at its node's own address, and the others at theirs, as there were no
 * proxies.
 */
record ContainerEnvironment(Pod self, Map<String, Pod> cluster, Members belonging, Mesh mesh)
        implements NodeEnvironment {
    /** Where the node's folders are mounted. */
    static final String MOUNT = "/ordeal";

    @Override
    public ClusterKind kind() {
        return ClusterKind.CONTAINER;
    }

    @Override
    public String node() {
        return self.name();
    }

    @Override
    public String version() {
        return self.program().software().version();
    }

    @Override
    public List<String> nodes() {
        return List.copyOf(cluster.keySet());
    }

    @Override
    public List<String> members() {
        return belonging.nowWith(node());
    }

    @Override
    public boolean joins() {
        return belonging.joins(node());
    }

    @Override
    public InetSocketAddress listen(String port) {
        return self.listen(port);
    }

    @Override
    public InetSocketAddress announce(String port) {
        return self.listen(port);
    }

    @Override
    public InetSocketAddress reach(String node, String port) {
        Pod other = cluster.get(node);
        if (other == null || other == self) {
            throw new IllegalArgumentException(
                    "node " + self.name() + " has no link to " + node + ", but to the others of " + cluster.keySet());
        }
        return other.listen(port);
    }

    /** Nodes find it where it is, and their rules turn them round to their links; clients are on this machine. */
    @Override
    public Optional<InetSocketAddress> entrance(String sender, String port) {
        Link link = new Link(sender, self.name());
        if (!mesh.links().contains(link)) {
            return Optional.empty();
        }
        return Optional.of(cluster.containsKey(sender) ? self.listen(port) : mesh.entrance(link, port));
    }

    @Override
    public String sourceAddress() {
        return self.address();
    }

    @Override
    public String dataFolder() {
        return MOUNT + "/data";
    }

    @Override
    public String configFolder() {
        return MOUNT + "/config";
    }

    @Override
    public String temporaryFolder() {
        return MOUNT + "/tmp";
    }

    @Override
    public Path log() {
        return self.log();
    }

    @Override
    public boolean restarted() {
        return self.wasStarted();
    }

    @Override
    public String installed(String name) {
        return self.mounted()
                .map(MountedSoftware::installed)
                .map(installed -> installed.path(name))
                .orElse(name);
    }
}
