package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies as they come and go: cuts, refusals, many connections, and that nothing is left of a closed server. */
class ProxyLifecycleTest extends OneProxy {
    @ParameterizedTest
    @CsvSource({
        "PATCH, {\"enabled\":false}",
        "POST, {\"enabled\":false}",
        "DELETE, ''",
        "PATCH, {\"upstream\":\"127.0.0.1:1\"}"
    })
    void disableDeleteAndAnotherUpstreamCloseBothEnds(String method, String body) throws IOException {
        Upstream.Pair idle = upstream.pair(api, "p");
        Upstream.Pair holding = upstream.pair(api, "p");
        api.post("/proxies/p/toxics", "{\"type\":\"bandwidth\",\"stream\":\"upstream\"}");
        holding.client().getOutputStream().write(new byte[2_000_000], 0, 300_000);
        assertThat(api.send(method, "/proxies/p", body).status()).isIn(200, 204);
        for (Upstream.Pair pair : List.of(idle, holding)) {
            assertEof(pair.client());
            assertEof(pair.server());
        }
    }

    @Test
    void whoeverConnectsToADisabledProxyIsRefused() throws IOException {
        upstream.pair(api, "p");
        api.patch("/proxies/p", "{\"enabled\":false}");
        assertThatThrownBy(() -> upstream.connect(api, "p")).isInstanceOf(ConnectException.class);
        api.patch("/proxies/p", "{\"enabled\":true}");
        upstream.pair(api, "p");
        assertThat(traffic().cutConnections()).isEqualTo(1);
    }

    @Test
    void anUpdateThatChangesNothingCutsNothing() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        String listen = api.get("/proxies/p").body().replaceAll(".*\"listen\":\"[^\"]*:([0-9]+)\".*", "localhost:$1");
        api.patch("/proxies/p", "{\"enabled\":true,\"listen\":\"" + listen + "\"}");
        pair.client().getOutputStream().write(5);
        assertThat(pair.server().getInputStream().read()).isEqualTo(5);
    }

    @Test
    void anUpstreamThatRefusesLetsTheClientConnectThenFins() throws IOException {
        upstream.refuse();
        Socket client = upstream.connect(api, "p");
        write(client, "request");
        assertEof(client);
        assertThat(traffic().failedDials()).isEqualTo(1);
    }

    @Test
    void aPeerThatResetsEndsTheConnectionOnceItsBytesAreDelivered() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        write(pair.server(), "last words");
        assertThat(read(pair.client(), 10)).isEqualTo("last words");
        pair.server().setSoLinger(true, 0);
        pair.server().close();
        assertEof(pair.client());
        while (traffic().openConnections() > 0) {
            // The client has not closed: only the proxy can.
            Thread.sleep(1);
        }
        assertThat(traffic().cutConnections()).isZero();
    }

    @Test
    void aDialThatHangsHoldsUpNeitherOtherConnectionsNorControl() throws IOException {
        // TEST-NET-1 (RFC 5737) answers nobody; where it is unreachable at once, the dial fails at once instead.
        api.patch("/proxies/p", "{\"upstream\":\"192.0.2.1:9\"}");
        Socket first = upstream.connect(api, "p");
        Socket second = upstream.connect(api, "p");
        assertThat(api.patch("/proxies/p", "{\"enabled\":false}").status()).isEqualTo(200);
        assertEof(first);
        assertThat(second.isConnected()).isTrue();
    }

    @Test
    void aDialEndsAtItsTimeout() throws IOException {
        ToxiproxyOptions impatient = new ToxiproxyOptions("localhost", 0, 1, null, false, false, Duration.ofMillis(50));
        try (ToxiproxyServer other = ToxiproxyServer.start(impatient)) {
            RawApi otherApi = new RawApi(other);
            otherApi.post("/proxies", "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"192.0.2.1:9\"}");
            assertThat(upstream.connect(otherApi, "p").getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void hundredsOfConnectionsWorkAtOnceWithAndWithoutToxics() throws IOException {
        List<Upstream.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            pairs.add(upstream.pair(api, "p"));
        }
        assertThat(traffic().openConnections()).isEqualTo(300);
        echoOnAll(pairs);
        api.post("/proxies/p/toxics", "{\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":1}}");
        api.post("/proxies/p/toxics", "{\"type\":\"slicer\",\"attributes\":{\"average_size\":2}}");
        echoOnAll(pairs);
        api.post("/reset", "");
        echoOnAll(pairs);
    }

    private static void echoOnAll(List<Upstream.Pair> pairs) throws IOException {
        for (Upstream.Pair pair : pairs) {
            write(pair.client(), "question");
        }
        for (Upstream.Pair pair : pairs) {
            assertThat(read(pair.server(), 8)).isEqualTo("question");
            write(pair.server(), "answer");
        }
        for (Upstream.Pair pair : pairs) {
            assertThat(read(pair.client(), 6)).isEqualTo("answer");
        }
    }

    @Test
    void trafficIsToldLiveAndOverHttp() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        pair.client().getOutputStream().write(new byte[999]);
        assertThat(pair.server().getInputStream().readNBytes(999)).hasSize(999);
        String direction = "{\"received_bytes\":%d,\"sent_bytes\":%d,\"held_bytes\":0,\"dropped_bytes\":0}";
        RawApi.Answer answer = api.get("/proxies/p/traffic");
        while (!answer.body().contains("\"sent_bytes\":1000") || !answer.body().contains("\"sent_bytes\":1,")) {
            // The receivers may have the bytes a moment before the senders have counted them.
            answer = api.get("/proxies/p/traffic");
        }
        assertThat(answer.line())
                .isEqualTo("200 {\"proxy\":\"p\",\"connections\":{\"open\":1,\"accepted\":1,\"failed_dials\":0,"
                        + "\"cut\":0,\"reset\":0},\"upstream\":" + direction.formatted(1000, 1000) + ",\"downstream\":"
                        + direction.formatted(1, 1) + "}");
        assertThat(api.get("/proxies/q/traffic").status()).isEqualTo(404);
        assertThat(server.traffic("q")).isEmpty();
        assertThat(server.traffic()).extracting(ProxyTraffic::proxy).containsExactly("p");
    }

    @Test
    void metricsTellTheBytesOfEachProxy() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        pair.client().close();
        assertEof(pair.server());
        RawApi.Answer answer = api.get("/metrics");
        String listen = api.get("/proxies/p").body().replaceAll(".*\"listen\":\"([^\"]*)\".*", "$1");
        String labels = ",listener=\"" + listen + "\",proxy=\"p\",upstream=\"" + upstream.address() + "\"} 1";
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body().lines())
                .contains(
                        "# TYPE toxiproxy_proxy_received_bytes_total counter",
                        "toxiproxy_proxy_received_bytes_total{direction=\"downstream\"" + labels,
                        "toxiproxy_proxy_received_bytes_total{direction=\"upstream\"" + labels,
                        "# TYPE toxiproxy_proxy_sent_bytes_total counter",
                        "toxiproxy_proxy_sent_bytes_total{direction=\"upstream\"" + labels)
                .anyMatch(line -> line.matches("jvm_threads_live [1-9][0-9]*"));
    }

    @Test
    void aConfigurationMakesProxies(@TempDir Path folder) throws IOException {
        Path config = folder.resolve("proxies.json");
        Files.writeString(config, "[{\"name\":\"web\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}]");
        try (ToxiproxyServer configured =
                ToxiproxyServer.start(new ToxiproxyOptions("localhost", 0, 1, config, false, false))) {
            assertThat(new RawApi(configured).get("/proxies/web").body()).contains("\"enabled\":true");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "[{}], missing required field: name at proxy 1",
        "[{, bad request body: ",
        "'[{\"name\":\"a\",\"listen\":\"nowhere\",\"upstream\":\"x:1\"}]', missing port in address"
    })
    void aConfigurationThatCannotBeObeyedIsToldAndLeavesNothing(String text, String why, @TempDir Path folder)
            throws IOException {
        Path config = folder.resolve("proxies.json");
        Files.writeString(config, text);
        Set<Thread> before = toxiproxyThreads();
        assertThatThrownBy(() -> ToxiproxyServer.start(new ToxiproxyOptions("localhost", 0, 1, config, false, false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(config.toString())
                .hasMessageContaining(why);
        assertThat(toxiproxyThreads()).isSubsetOf(before);
    }

    @Test
    void aTakenApiPortIsTold() {
        assertThatThrownBy(() ->
                        ToxiproxyServer.start(new ToxiproxyOptions("localhost", server.port(), 1, null, false, false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("localhost:" + server.port())
                .hasMessageContaining("-port");
    }

    @Test
    void closingGivesBackEveryThreadAndPort() throws Exception {
        for (int round = 0; round < 3; round++) {
            Upstream.Pair pair = upstream.pair(api, "p");
            upstream.pair(api, "p");
            api.post(
                    "/proxies/p/toxics",
                    "{\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":3600000}}");
            pair.client().getOutputStream().write(new byte[100_000]);
            api.post("/proxies/p/toxics", "{\"type\":\"blackhole\"}");
            Socket waiting = upstream.connect(api, "p");
            server.close();

            assertEof(pair.client());
            assertThat(waiting.isConnected()).isTrue();
            assertThatThrownBy(() -> new Socket("localhost", server.port()).close())
                    .isInstanceOf(ConnectException.class);
            assertThat(toxiproxyThreads()).isEmpty();
            start();
        }
    }

    private static Set<Thread> toxiproxyThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("toxiproxy"))
                .collect(Collectors.toSet());
    }
}
