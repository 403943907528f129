package io.ordeal.targets.consul;

import io.ordeal.cluster.Cluster;
import io.ordeal.targets.parts.PlainHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** What the harness asks of servers, round the proxies. */
final class ConsulAdmin {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final HttpClient HTTP = PlainHttp.newClient(LIMIT);

    private ConsulAdmin() {}

    private static ConsulHttp http(Cluster cluster, String node) {
        return http(cluster, node, LIMIT);
    }

    /** A way to a server, round the proxies. */
    static ConsulHttp http(Cluster cluster, String node, Duration limit) {
        return new ConsulHttp(HTTP, cluster.direct(node, ConsulServer.CLIENT_PORT), limit);
    }

    /**
     * Who leads, as a server has it of itself.
     *
     * @return the host and port that the leader announces to other servers; empty if it knows none
     * @throws IOException it doesn't answer within a second
     * @throws ConsulException it refuses to
     */
    static Optional<String> leader(Cluster cluster, String node)
            throws IOException, InterruptedException, ConsulException {
        return http(cluster, node).leader();
    }

    /**
     * Whether a server leads, by its own word: {@code consul.raft.state.leader} of what it counts is not enough, as it says what
     * was; its stats say what is.
     */
    static boolean leads(Cluster cluster, String node) throws IOException, InterruptedException, ConsulException {
        return http(cluster, node)
                .get("/v1/agent/self")
                .path("Stats")
                .path("raft")
                .path("state")
                .asText()
                .equals("Leader");
    }

    /** The version that a server says it has. */
    static String version(Cluster cluster, String node) throws IOException, InterruptedException, ConsulException {
        return http(cluster, node)
                .get("/v1/agent/self")
                .path("Config")
                .path("Version")
                .asText();
    }

    /** Whether a server is agreed with: the leader has committed something in its term, and answers for it. */
    static boolean serves(Cluster cluster, String node) throws IOException, InterruptedException {
        try {
            http(cluster, node).read("ready", ReadMode.CONSISTENT);
            return true;
        } catch (ConsulException notYet) {
            return false;
        }
    }
}
