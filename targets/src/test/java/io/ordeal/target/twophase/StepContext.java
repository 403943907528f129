package io.ordeal.target.twophase;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.cluster.Cluster;
import io.ordeal.target.postgres.PostgresServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A coordinator's context in this JVM, which it does not leave alive when it comes to a certain step. */
final class StepContext implements ClientContext {
    /** The coordinator is dead: nothing that it does after this counts. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Routes routes;
    private final int worker;
    private final Path folder;
    private final String diesAt;

    /** @param diesAt a step; empty = it lives */
    StepContext(Cluster cluster, List<String> nodes, int worker, Path folder, String diesAt) {
        Map<String, Map<String, InetSocketAddress>> endpoints = new LinkedHashMap<>();
        nodes.forEach(node ->
                endpoints.put(node, Map.of(PostgresServer.PORT, cluster.direct(node, PostgresServer.PORT))));
        routes = new Routes(nodes, endpoints, Map.of());
        this.worker = worker;
        this.folder = folder;
        this.diesAt = diesAt;
    }

    Routes routes() {
        return routes;
    }

    @Override
    public void step(String name) {
        if (name.equals(diesAt)) {
            throw new Died();
        }
    }

    @Override
    public int process() {
        return worker;
    }

    @Override
    public int worker() {
        return worker;
    }

    @Override
    public List<String> nodes() {
        return routes.nodes();
    }

    @Override
    public InetSocketAddress endpoint(String node, String port) {
        return routes.endpoint(node, port);
    }

    @Override
    public InetSocketAddress translate(InetSocketAddress announced) {
        return routes.translate(announced);
    }

    @Override
    public Optional<String> nodeOf(InetSocketAddress address) {
        return routes.nodeOf(address);
    }

    @Override
    public Duration operationTimeout() {
        return Duration.ofSeconds(30);
    }

    @Override
    public long seed() {
        return worker;
    }

    @Override
    public void sessionLost(Object lock) {}

    @Override
    public void pausePoint() {}

    @Override
    public Path folder() {
        return folder;
    }
}
