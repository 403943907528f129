package io.ordeal.cluster.container;

import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.NodeEnvironment;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a server in a container finds itself: at its node's own address, and the others at theirs, as there were no
 * proxies.
 */
record ContainerEnvironment(Pod self, Map<String, Pod> cluster) implements NodeEnvironment {
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
        return name;
    }
}
