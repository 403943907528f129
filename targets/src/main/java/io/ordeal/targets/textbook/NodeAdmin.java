package io.ordeal.targets.textbook;

import io.ordeal.cluster.Cluster;
import java.io.IOException;
import java.time.Duration;

/** What the harness asks of nodes, round the proxies; a connection for each question. */
final class NodeAdmin {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration WORK_TIMEOUT = Duration.ofSeconds(5);

    private NodeAdmin() {}

    /** @throws IOException it doesn't answer within a second */
    static Message status(Cluster cluster, String node) throws IOException {
        return ask(cluster, node, Message.of(NodeServer.STATUS), TIMEOUT);
    }

    /** @throws IOException it isn't done within some seconds, or is refused */
    static void order(Cluster cluster, String node, Message step) throws IOException {
        Message answer = ask(cluster, node, step, WORK_TIMEOUT);
        if (!answer.verb().equals(NodeError.OK)) {
            throw new IOException(node + " refuses " + step + ": " + answer);
        }
    }

    private static Message ask(Cluster cluster, String node, Message request, Duration timeout) throws IOException {
        try (MessageSocket socket =
                MessageSocket.open(cluster.direct(node, NodeProgram.CLIENT_PORT), timeout, "harness")) {
            return socket.ask(request);
        }
    }
}
