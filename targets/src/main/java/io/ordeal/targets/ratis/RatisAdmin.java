package io.ordeal.targets.ratis;

import io.ordeal.cluster.Cluster;
import io.ordeal.targets.parts.PlainHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;

/** What the harness asks of servers, round the proxies. */
final class RatisAdmin {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final HttpClient HTTP = PlainHttp.newClient(LIMIT);

    private RatisAdmin() {}

    private static RatisHttp http(Cluster cluster, String node) {
        return new RatisHttp(HTTP, cluster.direct(node, RatisServer.CLIENT_PORT), LIMIT);
    }

    /**
     * What a server says of itself.
     *
     * @throws IOException it doesn't answer within a second
     * @throws RatisException it has not begun yet
     */
    static RatisHttp.Status status(Cluster cluster, String node)
            throws IOException, InterruptedException, RatisException {
        return http(cluster, node).status();
    }

    /** Whether what it answers is agreed on: it reaches a leader, who reaches a majority. */
    static boolean serves(Cluster cluster, String node) throws IOException, InterruptedException {
        try {
            String unused = http(cluster, node).read(ReadMode.LINEARIZABLE, RatisRegister.query("ready"));
            return true;
        } catch (RatisException notYet) {
            return false;
        }
    }
}
