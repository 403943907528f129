package io.ordeal.cluster;

import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a server that is a child process finds itself: at its place, in folders of this machine. */
record ProcessEnvironment(
        ClusterKind kind,
        ProcessNode self,
        Map<String, ProcessNode> cluster,
        Members belonging,
        Mesh mesh,
        InstalledSoftware software)
        implements NodeEnvironment {
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
        return belonging.joins(self.name());
    }

    @Override
    public InetSocketAddress listen(String port) {
        return self.listen(port);
    }

    @Override
    public InetSocketAddress announce(String port) {
        return self.announced(port).orElseGet(() -> self.listen(port));
    }

    @Override
    public InetSocketAddress reach(String node, String port) {
        ProcessNode other = cluster.get(node);
        if (other == null || other == self) {
            throw new IllegalArgumentException(
                    "node " + self.name() + " has no link to " + node + ", but to the others of " + cluster.keySet());
        }
        return other.place().toAll(port).orElseGet(() -> mesh.entrance(new Link(self.name(), node), port));
    }

    @Override
    public Optional<InetSocketAddress> entrance(String sender, String port) {
        Link link = new Link(sender, self.name());
        return mesh.links().contains(link) ? Optional.of(mesh.entrance(link, port)) : Optional.empty();
    }

    @Override
    public String sourceAddress() {
        return self.place().source().getHostAddress();
    }

    @Override
    public String dataFolder() {
        return self.dataFolder().toString();
    }

    @Override
    public String configFolder() {
        return self.configFolder().toString();
    }

    @Override
    public String temporaryFolder() {
        return self.temporaryFolder().toString();
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
        return software.path(name);
    }
}
