package io.ordeal.trial;

import io.ordeal.client.ClientContext;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.mesh.Link;
import io.ordeal.runner.ProcessContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client of a trial may know: the runner's part of it, and its own links into the cluster. */
final class TrialClientContext implements ClientContext {
    private final ProcessContext process;
    private final Optional<Cluster> cluster;

    TrialClientContext(ProcessContext process, Optional<Cluster> cluster) {
        this.process = process;
        this.cluster = cluster;
    }

    private Cluster cluster() {
        return cluster.orElseThrow(
                () -> new IllegalStateException("the target lives inside this JVM: it has no nodes"));
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
        return cluster.map(running -> running.description().nodes().stream()
                        .map(NodeSpec::name)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public InetSocketAddress endpoint(String node, String port) {
        return cluster().mesh().entrance(new Link("c" + worker(), node), port);
    }

    @Override
    public InetSocketAddress translate(InetSocketAddress announced) {
        for (NodeSpec node : cluster().description().nodes()) {
            for (Port port : node.program().ports()) {
                if (port.users().includeClients() && isAt(node, port, announced)) {
                    return endpoint(node.name(), port.name());
                }
            }
        }
        return announced;
    }

    @Override
    public Optional<String> nodeOf(InetSocketAddress address) {
        for (NodeSpec node : cluster().description().nodes()) {
            for (Port port : node.program().ports()) {
                if (isAt(node, port, address)
                        || (port.users().includeClients() && same(endpoint(node.name(), port.name()), address))) {
                    return Optional.of(node.name());
                }
            }
        }
        return Optional.empty();
    }

    private boolean isAt(NodeSpec node, Port port, InetSocketAddress address) {
        return cluster()
                .announced(node.name(), port.name())
                .filter(at -> same(at, address))
                .isPresent();
    }

    /** Addresses may be unresolved, or have a name on one side only. */
    private static boolean same(InetSocketAddress a, InetSocketAddress b) {
        return a.getPort() == b.getPort() && host(a).equals(host(b));
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
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
