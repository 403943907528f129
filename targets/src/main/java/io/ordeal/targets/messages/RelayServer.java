package io.ordeal.targets.messages;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.postgres.PostgresServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The relay as a node: it reaches the database and the broker over its own links.
 *
 * @param broker that it sends through, and whether it waits for that one's word
 * @param order in which it does its two steps
 */
record RelayServer(Broker broker, Relay.Order order) implements ServerProgram {
    static final String STATUS = "status";
    private static final int CONNECT_MILLIS = 1_000;
    private static final Software RELAY = HarnessJava.software("relay");

    @Override
    public Software software() {
        return RELAY;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(STATUS, 7000, Port.Users.CLIENTS));
    }

    /** What is to be sent is in the database. */
    @Override
    public boolean keepsData() {
        return false;
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        List<String> arguments = List.of(
                text(environment.listen(STATUS)),
                text(environment.reach(MessageCluster.DATABASE, PostgresServer.PORT)),
                broker.ports().stream()
                        .map(port -> text(environment.reach(MessageCluster.BROKER, port)))
                        .collect(Collectors.joining(",")),
                broker.name(),
                order.name());
        return HarnessJava.launch(environment, List.of("-Xmx64m"), RelayMain.class.getName(), arguments);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(cluster.direct(node, STATUS), CONNECT_MILLIS);
            return true;
        }
    }
}
