package io.ordeal.targets.textbook;

import io.ordeal.cluster.Cluster;
import java.io.IOException;
import java.time.Duration;

/** What the harness asks of nodes, round the proxies; a connection for each question. */
final class NodeAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private NodeAdmin() {}

    /** @throws IOException it doesn't answer within a second */
    static Message status(Cluster cluster, String node) throws IOException {
        return ask(cluster, node, Message.of(NodeServer.STATUS));
    }

    /** @throws IOException it doesn't answer within a second */
    static Message ask(Cluster cluster, String node, Message request) throws IOException {
        try (MessageSocket socket =
                MessageSocket.open(cluster.direct(node, NodeProgram.CLIENT_PORT), TIMEOUT, "harness")) {
            return socket.ask(request);
        }
    }
}
