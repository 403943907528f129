package io.ordeal.targets.memcached;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A server of memcached, which keeps nothing: when it is started again, it is empty. It evicts nothing: full, it refuses. */
public record MemcachedServer() implements ServerProgram {
    /** The port of clients. */
    public static final String PORT = "client";

    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Override
    public Software software() {
        return MemcachedSoftware.MEMCACHED;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(PORT, 11_211, Port.Users.CLIENTS));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public boolean keepsData() {
        return false;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        InetSocketAddress address = environment.listen(PORT);
        return Launch.of(List.of(
                environment.installed(MemcachedSoftware.SERVER),
                "--listen=" + address.getHostString(),
                "--port=" + address.getPort(),
                // as whoever runs it: without a word of that it refuses to run as root
                "--user=root",
                "--threads=1",
                "--memory-limit=64",
                "--disable-evictions"));
    }

    /** Whether it answers. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws Exception {
        try (MemcachedConnection connection = new MemcachedConnection(cluster.direct(node, PORT), LIMIT)) {
            connection.connect();
            return true;
        }
    }
}
