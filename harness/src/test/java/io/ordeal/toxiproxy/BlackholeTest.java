package io.ordeal.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The black hole: nothing passes while it is there, everything goes on when it is not. */
class BlackholeTest {
    private ToxiproxyServer server;
    private RawApi api;
    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        server = ToxiproxyServer.start(ToxiproxyOptions.embedded(1));
        api = new RawApi(server);
        upstream = new Upstream();
        upstream.behind(api, "p");
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
        server.close();
    }

    private void blackhole(String stream) {
        RawApi.Answer answer = api.post("/proxies/p/toxics", "{\"type\":\"blackhole\",\"stream\":\"" + stream + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void heal(String stream) {
        assertThat(api.delete("/proxies/p/toxics/blackhole_" + stream).status()).isEqualTo(204);
    }

    private void awaitHeld(Direction direction, long bytes) throws InterruptedException {
        long deadline = System.nanoTime() + Upstream.PATIENCE_MILLIS * 1_000_000L;
        while (server.traffic("p").orElseThrow().direction(direction).heldBytes() != bytes) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(Upstream.PATIENCE_MILLIS);
    }

    @Test
    void bytesAndFinAreHeldAndGoOnInOrder() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("upstream");
        blackhole("downstream");
        write(pair.client(), "to the server");
        pair.client().shutdownOutput();
        write(pair.server(), "to the client");
        pair.server().shutdownOutput();
        awaitHeld(Direction.UPSTREAM, 13);
        awaitHeld(Direction.DOWNSTREAM, 13);
        assertSilent(pair.client());
        assertSilent(pair.server());

        heal("upstream");
        assertThat(new String(pair.server().getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("to the server");
        assertSilent(pair.client());
        heal("downstream");
        assertThat(new String(pair.client().getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("to the client");
    }

    @Test
    void anIdleFinIsHeld() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("downstream");
        pair.server().close();
        assertSilent(pair.client());
        heal("downstream");
        assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aResetIsHeldAndWhatWasSentBeforeItArrives() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("upstream");
        write(pair.client(), "last words");
        awaitHeld(Direction.UPSTREAM, 10);
        pair.client().setSoLinger(true, 0);
        pair.client().close();
        assertSilent(pair.server());
        heal("upstream");
        assertThat(new String(pair.server().getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("last words");
    }

    @Test
    void theOtherDirectionGoesOn() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("upstream");
        write(pair.server(), "still heard");
        assertThat(pair.client().getInputStream().readNBytes(11)).isEqualTo("still heard".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upstream", "downstream"})
    void connectionsAreAcceptedOnlyAfterRemoval(String stream) throws IOException {
        upstream.pair(api, "p");
        blackhole(stream);
        Socket waiting = upstream.connect(api, "p");
        write(waiting, "patient");
        assertSilent(waiting);
        assertThat(server.traffic("p").orElseThrow().upstream().receivedBytes()).isEqualTo(1);
        heal(stream);
        assertThat(upstream.accept().getInputStream().readNBytes(7)).isEqualTo("patient".getBytes(UTF_8));
    }

    @Test
    void removingOneOfTwoBlackHolesDoesNotOpen() throws IOException {
        blackhole("upstream");
        blackhole("downstream");
        Socket waiting = upstream.connect(api, "p");
        write(waiting, "patient");
        heal("upstream");
        assertSilent(waiting);
        assertThat(server.traffic("p").orElseThrow().upstream().receivedBytes()).isZero();
        heal("downstream");
        assertThat(upstream.accept().getInputStream().readNBytes(7)).isEqualTo("patient".getBytes(UTF_8));
    }

    @Test
    void resetOpensIt() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("upstream");
        write(pair.client(), "held");
        assertThat(api.post("/reset", "").status()).isEqualTo(204);
        assertThat(pair.server().getInputStream().readNBytes(4)).isEqualTo("held".getBytes(UTF_8));
    }

    @Test
    void disablingCutsWhatIsHeldAndWhoeverWaits() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("upstream");
        write(pair.client(), "lost");
        awaitHeld(Direction.UPSTREAM, 4);
        assertThat(api.patch("/proxies/p", "{\"enabled\":false}").status()).isEqualTo(200);
        assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
        assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void withToxicityItHitsOnlyTheConnectionsThatTheSeedSays() throws IOException {
        api.post("/proxies/p/toxics", "{\"type\":\"blackhole\",\"stream\":\"upstream\",\"toxicity\":0.5}");
        Socket[] clients = new Socket[16];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = upstream.connect(api, "p");
            write(clients[i], String.valueOf((char) ('a' + i)));
        }
        api.post("/proxies/p/toxics", "{\"type\":\"noop\",\"name\":\"elsewhere\"}");
        StringBuilder heard = new StringBuilder();
        heard.append((char) upstream.accept().getInputStream().read());
        heal("upstream");
        while (heard.length() < clients.length) {
            heard.append((char) upstream.accept().getInputStream().read());
        }
        assertThat(heard.chars().sorted().mapToObj(c -> (char) c))
                .as("each connection once, before or after")
                .containsExactly('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p');
    }
}
