package io.ordeal.trial;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.MeshPlan;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system that already runs, given by its endpoints, one for each node that clients connect to, in the order of the
 * target's description. The harness puts a link before each of its clients, and leaves the servers alone.
 */
final class EndpointCluster implements Cluster {
    private static final int ANSWER_WITHIN_MILLIS = 2_000;

    private final ClusterDescription description;
    private final Map<String, InetSocketAddress> endpoints;
    private final Mesh mesh;

    private EndpointCluster(ClusterDescription description, Map<String, InetSocketAddress> endpoints, Mesh mesh) {
        this.description = description;
        this.endpoints = endpoints;
        this.mesh = mesh;
    }

    static EndpointCluster connect(ClusterDescription description, List<String> given, ClusterSettings settings)
            throws Exception {
        List<NodeSpec> served = description.nodes().stream()
                .filter(node -> clientPort(node).isPresent())
                .toList();
        if (given.size() != served.size()) {
            throw new RefusedRunException("--endpoint takes " + served.size() + " of host:port, one each for "
                    + String.join(", ", served.stream().map(NodeSpec::name).toList()) + ", not " + given.size());
        }
        Map<String, InetSocketAddress> endpoints = new LinkedHashMap<>();
        List<MeshPlan.Passage> passages = new ArrayList<>();
        for (int i = 0; i < served.size(); i++) {
            NodeSpec node = served.get(i);
            InetSocketAddress address = parse(given.get(i));
            endpoints.put(node.name(), address);
            for (int worker = 0; worker < settings.workers(); worker++) {
                passages.add(new MeshPlan.Passage(
                        new Link("c" + worker, node.name()), clientPort(node).orElseThrow(), address));
            }
        }
        refuseIfNobodyAnswers(endpoints.values());
        return new EndpointCluster(
                description,
                endpoints,
                settings.meshes().create(new MeshPlan(passages, List.of(), description.refusalPatience())));
    }

    /** Some of a cluster's nodes may be down, and that may be what is tried; all of them is a mistake in what was typed. */
    private static void refuseIfNobodyAnswers(Collection<InetSocketAddress> addresses) {
        List<String> why = new ArrayList<>();
        for (InetSocketAddress address : addresses) {
            try (Socket socket = new Socket()) {
                socket.connect(address, ANSWER_WITHIN_MILLIS);
                return;
            } catch (UnknownHostException unknown) {
                why.add(address.getHostString() + ":" + address.getPort() + " (unknown host)");
            } catch (IOException | IllegalArgumentException failed) {
                why.add(address.getHostString() + ":" + address.getPort() + " (" + failed.getMessage() + ")");
            }
        }
        throw new RefusedRunException("nobody answers at " + String.join(", ", why)
                + ": start the system, or correct --endpoint; without --endpoint the run starts its own");
    }

    private static Optional<Port> clientPort(NodeSpec node) {
        return node.program().ports().stream()
                .filter(port -> port.users().includeClients())
                .findFirst();
    }

    private static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
            throw new RefusedRunException("--endpoint takes host:port, such as 127.0.0.1:6379, not " + text);
        }
    }

    @Override
    public ClusterKind kind() {
        return ClusterKind.ENDPOINT;
    }

    @Override
    public ClusterDescription description() {
        return description;
    }

    @Override
    public Mesh mesh() {
        return mesh;
    }

    @Override
    public InetSocketAddress direct(String node, String port) {
        InetSocketAddress address = endpoints.get(node);
        if (address == null) {
            throw new IllegalArgumentException("no endpoint was given for " + node);
        }
        return address;
    }

    @Override
    public Optional<InetSocketAddress> announced(String node, String port) {
        return Optional.ofNullable(endpoints.get(node));
    }

    @Override
    public void kill(String node) {
        throw refusal("kill");
    }

    @Override
    public boolean stop(String node) {
        throw refusal("restart:graceful");
    }

    @Override
    public void start(String node) {
        throw refusal("start");
    }

    @Override
    public void pause(String node) {
        throw refusal("pause");
    }

    @Override
    public void resume(String node) {
        throw refusal("resume");
    }

    private static IllegalStateException refusal(String what) {
        return new IllegalStateException("a system given by --endpoint is not the harness' to " + what
                + ": faults on client links only, such as latency or partition");
    }

    @Override
    public State state(String node) {
        return State.RUNNING;
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("endpoints", endpoints.toString());
    }

    @Override
    public void close() {
        mesh.close();
    }
}
