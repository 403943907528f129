package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The black hole: nothing passes while it is there, everything goes on when it is not. */
class BlackholeTest extends OneProxy {
    private void blackhole(String stream) {
        RawApi.Answer answer = api.post("/proxies/p/toxics", "{\"type\":\"blackhole\",\"stream\":\"" + stream + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void heal(String stream) {
        assertThat(api.delete("/proxies/p/toxics/blackhole_" + stream).status()).isEqualTo(204);
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
        assertThat(readAll(pair.server())).isEqualTo("to the server");
        assertSilent(pair.client());
        heal("downstream");
        assertThat(readAll(pair.client())).isEqualTo("to the client");
    }

    @Test
    void anIdleFinIsHeld() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("downstream");
        pair.server().close();
        assertSilent(pair.client());
        heal("downstream");
        assertEof(pair.client());
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
        assertThat(readAll(pair.server())).isEqualTo("last words");
    }

    @Test
    void theOtherDirectionGoesOn() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("upstream");
        write(pair.server(), "still heard");
        assertThat(read(pair.client(), 11)).isEqualTo("still heard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upstream", "downstream"})
    void connectionsGetThroughOnlyAfterRemoval(String stream) throws IOException {
        upstream.pair(api, "p");
        blackhole(stream);
        Socket waiting = upstream.connect(api, "p");
        write(waiting, "patient");
        assertSilent(waiting);
        assertThat(traffic().upstream().receivedBytes()).isEqualTo(1);
        heal(stream);
        assertThat(read(upstream.accept(), 7)).isEqualTo("patient");
    }

    @Test
    void removingOneOfTwoBlackHolesDoesNotOpen() throws IOException {
        blackhole("upstream");
        blackhole("downstream");
        Socket waiting = upstream.connect(api, "p");
        write(waiting, "patient");
        heal("upstream");
        assertSilent(waiting);
        assertThat(traffic().upstream().receivedBytes()).isZero();
        heal("downstream");
        assertThat(read(upstream.accept(), 7)).isEqualTo("patient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upstream", "downstream"})
    void whoConnectsIsCountedAsKeptOut(String stream) throws Exception {
        Upstream.Pair before = upstream.pair(api, "p");
        blackhole(stream);
        assertThat(keptOut(stream)).isZero();
        write(upstream.connect(api, "p"), "request");
        upstream.connect(api, "p").close();
        long deadline = System.nanoTime() + Upstream.PATIENCE_MILLIS * 1_000_000L;
        while (keptOut(stream) < 2) {
            assertThat(System.nanoTime()).as("%s", traffic()).isLessThan(deadline);
            Thread.sleep(1);
        }
        // those that there were have their bytes swallowed, and are not kept out
        write(stream.equals("upstream") ? before.client() : before.server(), "held");
        awaitHeld(stream.equals("upstream") ? Direction.UPSTREAM : Direction.DOWNSTREAM, 4);
        assertThat(keptOut(stream)).isEqualTo(2);
    }

    private long keptOut(String stream) {
        return server.work("p", "blackhole_" + stream).orElseThrow().keptOutConnections();
    }

    @Test
    void resetOpensIt() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("upstream");
        write(pair.client(), "held");
        assertThat(api.post("/reset", "").status()).isEqualTo(204);
        assertThat(read(pair.server(), 4)).isEqualTo("held");
    }

    @Test
    void disablingCutsWhatIsHeldAndWhoeverWaits() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        blackhole("upstream");
        write(pair.client(), "lost");
        awaitHeld(Direction.UPSTREAM, 4);
        assertThat(api.patch("/proxies/p", "{\"enabled\":false}").status()).isEqualTo(200);
        assertEof(pair.client());
        assertEof(pair.server());
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
