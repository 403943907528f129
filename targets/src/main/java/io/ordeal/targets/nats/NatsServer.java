package io.ordeal.targets.nats;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server of NATS with JetStream.
 *
 * @param syncInterval when it syncs what it wrote, as its configuration has it
 */
record NatsServer(String syncInterval) implements ServerProgram {
    static final String CLIENT_PORT = "client";
    static final String ROUTE_PORT = "route";

    /** As it is where nobody says anything. */
    static final String USUAL_SYNC = "2m";

    /** Before it answers. */
    static final String SYNC_ALWAYS = "always";

    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Override
    public Software software() {
        return NatsSoftware.NATS;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(CLIENT_PORT, 4222, Port.Users.CLIENTS), new Port(ROUTE_PORT, 6222, Port.Users.NODES));
    }

    /** Servers tell each other where third ones are: all must be told the same address of one. */
    @Override
    public Addressing addressing() {
        return Addressing.ANNOUNCED_FROM_ANYWHERE;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        String routes = environment.nodes().stream()
                .filter(node -> !node.equals(environment.node()))
                .map(node -> "\"" + route(environment.reach(node, ROUTE_PORT)) + "\"")
                .collect(Collectors.joining(", "));
        String configuration = """
            server_name: %s
            listen: "%s"
            jetstream {
              store_dir: "%s/nats"
              max_memory_store: 64MB
              max_file_store: 1GB
              sync_interval: "%s"
            }
            cluster {
              name: ordeal
              listen: "%s"
              advertise: "%s"
              no_advertise: true
              routes: [%s]
            }
            """.formatted(
                        environment.node(),
                        text(environment.listen(CLIENT_PORT)),
                        environment.dataFolder(),
                        syncInterval,
                        text(environment.listen(ROUTE_PORT)),
                        text(environment.announce(ROUTE_PORT)),
                        routes);
        return Launch.of(List.of(
                        environment.installed(NatsSoftware.SERVER),
                        "--config",
                        environment.configFolder() + "/nats.conf"))
                .withFile("nats.conf", configuration);
    }

    /**
     * A server's address in the very letters in which servers tell each other of it, with a slash at its end. Where both ends of
     * a connection dial at once, a server may keep what it dialled because another told it, as one that is configured; when
     * that connection ends it looks for its address among those of its configuration, and where it does not find it never
     * dials again: nats-io/nats-server#8454 and #8527. Without the slash two servers were now and then left without the
     * connection by which JetStream's leaders are elected, and no stream could be placed on three ("no suitable peers for
     * placement"); that this was the reason is read from that source, not shown.
     */
    private static String route(InetSocketAddress address) {
        return "nats-route://" + text(address) + "/";
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Whether it lets clients in. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        NatsConnection.open(cluster.direct(node, CLIENT_PORT), LIMIT, LIMIT).close();
        return true;
    }
}
