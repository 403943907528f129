package io.ordeal.target;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.mesh.Link;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a worker's client may know of a cluster, and the step at which it dies, if any. */
public final class MortalWorker implements ClientContext {
    private final Routes routes;
    private final int worker;
    private final Duration operationTimeout;
    private final @Nullable String lastStep;

    private MortalWorker(Routes routes, int worker, Duration operationTimeout, @Nullable String lastStep) {
        this.routes = routes;
        this.worker = worker;
        this.operationTimeout = operationTimeout;
        this.lastStep = lastStep;
    }

    public static MortalWorker of(Cluster cluster, int worker) {
        Map<String, Map<String, InetSocketAddress>> endpoints = new LinkedHashMap<>();
        for (NodeSpec node : cluster.description().nodes()) {
            Map<String, InetSocketAddress> ports = new LinkedHashMap<>();
            for (Port port : node.program().ports()) {
                if (port.users().includeClients()) {
                    ports.put(port.name(), cluster.mesh().entrance(new Link("c" + worker, node.name()), port.name()));
                }
            }
            endpoints.put(node.name(), ports);
        }
        List<String> nodes = List.copyOf(endpoints.keySet());
        return new MortalWorker(new Routes(nodes, endpoints, Map.of()), worker, Duration.ofSeconds(30), null);
    }

    /** One that dies when it comes to a step: nothing after it is done. */
    public MortalWorker dyingWhen(String step) {
        return new MortalWorker(routes, worker, operationTimeout, step);
    }

    /** One whose operations take no longer. */
    public MortalWorker hastening(Duration timeout) {
        return new MortalWorker(routes, worker, timeout, lastStep);
    }

    public Routes routes() {
        return routes;
    }

    @Override
    public void step(String name) {
        if (name.equals(lastStep)) {
            throw new DeathException();
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
        return operationTimeout;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public void sessionLost(Object lock) {
        throw new UnsupportedOperationException("no locks");
    }

    @Override
    public void pausePoint() {}

    /** The end of a client. */
    public static final class DeathException extends RuntimeException {
        DeathException() {
            super("dead");
        }
    }
}
