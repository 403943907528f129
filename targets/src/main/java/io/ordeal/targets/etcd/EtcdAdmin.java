package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.Cluster;
import io.ordeal.targets.parts.PlainHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What the harness asks of members, round the proxies. */
final class EtcdAdmin {
    /** Who leads where there is no leader. */
    static final String NOBODY = "0";

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final HttpClient HTTP = PlainHttp.newClient(LIMIT);

    private EtcdAdmin() {}

    /**
     * What a member says of itself.
     *
     * @param member its number
     * @param leader the number of the member that it follows, or its own; {@link #NOBODY}
     * @param version of its software
     */
    record Status(String member, String leader, String version) {
        boolean leads() {
            return member.equals(leader);
        }
    }

    /** A way to a member, round the proxies. */
    static EtcdGateway gateway(Cluster cluster, String node, Duration limit) {
        return new EtcdGateway(HTTP, cluster.direct(node, EtcdServer.CLIENT_PORT), limit);
    }

    /**
     * Asks a member.
     *
     * @throws IOException it doesn't answer within a second
     * @throws EtcdException it refuses to
     */
    static Status status(Cluster cluster, String node) throws IOException, InterruptedException, EtcdException {
        JsonNode answer = gateway(cluster, node, LIMIT).call(EtcdCall.STATUS, EtcdJson.object());
        return new Status(
                answer.path("header").path("member_id").asText(),
                answer.path("leader").asText(NOBODY),
                answer.path("version").asText());
    }

    /** Whether a member answers on the port for its peers. */
    static boolean answersPeers(Cluster cluster, String node) throws IOException, InterruptedException {
        InetSocketAddress address = cluster.direct(node, EtcdServer.PEER_PORT);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/version"))
                .timeout(LIMIT)
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }
}
