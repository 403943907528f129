package io.ordeal.targets.textbook;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.parts.HarnessJava;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A node as a server: a small JVM of its own, which reaches each other node over a link of its own.
 *
 * @param design of which it is
 * @param first whether it is a member from the beginning
 */
record NodeProgram(Design design, boolean first) implements ServerProgram {
    static final String CLIENT_PORT = "client";
    static final String PEER_PORT = "peer";

    private static final Software SOFTWARE = HarnessJava.software("textbook-node 1");

    @Override
    public Software software() {
        return SOFTWARE;
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port(CLIENT_PORT, 7000, Port.Users.CLIENTS).framed(Message.FRAMING),
                new Port(PEER_PORT, 7001, Port.Users.NODES).framed(Message.FRAMING));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        List<String> arguments = new ArrayList<>(List.of(
                design.name(),
                environment.node(),
                String.join(",", environment.members()),
                Boolean.toString(first && !environment.restarted()),
                environment.dataFolder(),
                text(environment.listen(CLIENT_PORT)),
                text(environment.listen(PEER_PORT))));
        environment.nodes().stream()
                .filter(node -> !node.equals(environment.node()))
                .map(node -> node + "=" + text(environment.reach(node, PEER_PORT)))
                .forEach(arguments::add);
        return HarnessJava.launch(environment, List.of("-Xmx32m", "-Xss256k"), NodeMain.class.getName(), arguments);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        return NodeAdmin.status(cluster, node).verb().equals(NodeError.OK);
    }

    /** Of those whose writes are stamped by it. */
    @Override
    public Optional<Instant> clock(Cluster cluster, String node) throws IOException {
        if (design != Design.VERSIONED_BY_CLOCK) {
            return Optional.empty();
        }
        long micros = NodeAdmin.status(cluster, node).number(1);
        return Optional.of(Instant.ofEpochSecond(
                TimeUnit.MICROSECONDS.toSeconds(micros), TimeUnit.MICROSECONDS.toNanos(micros % 1_000_000)));
    }
}
