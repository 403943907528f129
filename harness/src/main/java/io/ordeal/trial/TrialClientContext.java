package io.ordeal.trial;

import io.ordeal.client.ClientContext;
import io.ordeal.client.Routes;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.mesh.Link;
import io.ordeal.runner.ProcessContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client of a trial may know: the runner's part of it, and its own links into the cluster. */
final class TrialClientContext implements ClientContext {
    private final ProcessContext process;
    private final Routes routes;

    TrialClientContext(ProcessContext process, Optional<Cluster> cluster) {
        this.process = process;
        routes = cluster.map(running -> routes(running, process.worker())).orElseGet(Routes::none);
    }

    private static Routes routes(Cluster cluster, int worker) {
        List<String> nodes = new ArrayList<>();
        Map<String, Map<String, InetSocketAddress>> endpoints = new LinkedHashMap<>();
        Map<String, Map<String, InetSocketAddress>> announced = new LinkedHashMap<>();
        for (NodeSpec node : cluster.description().nodes()) {
            nodes.add(node.name());
            for (Port port : node.program().ports()) {
                if (port.users().includeClients()) {
                    endpoints
                            .computeIfAbsent(node.name(), name -> new LinkedHashMap<>())
                            .put(
                                    port.name(),
                                    cluster.mesh().entrance(new Link("c" + worker, node.name()), port.name()));
                }
                cluster.announced(node.name(), port.name())
                        .ifPresent(address -> announced
                                .computeIfAbsent(node.name(), name -> new LinkedHashMap<>())
                                .put(port.name(), address));
            }
        }
        return new Routes(nodes, endpoints, announced);
    }

    /** All of this client's ways to the nodes. */
    Routes routes() {
        return routes;
    }

    @Override
    public int process() {
        return process.process();
    }

    @Override
    public int worker() {
        return process.worker();
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
        return process.operationTimeout();
    }

    @Override
    public long seed() {
        return process.seed();
    }

    @Override
    public void sessionLost(Object lock) {
        process.sessionLost(lock);
    }

    @Override
    public void pausePoint() throws InterruptedException {
        process.pausePoint();
    }
}
