package io.ordeal.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each toxic does to real connections: what arrives, and how the connection ends. Never how long it takes. */
class ToxicEffectTest extends OneProxy {
    private void add(String type, String stream, String attributes) {
        RawApi.Answer answer = api.post(
                "/proxies/p/toxics",
                "{\"name\":\"t\",\"type\":\"" + type + "\",\"stream\":\"" + stream + "\",\"attributes\":" + attributes
                        + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void remove() {
        assertThat(api.delete("/proxies/p/toxics/t").status()).isEqualTo(204);
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> {
                    InputStream in = socket.getInputStream();
                    while (in.read() >= 0) {}
                    throw new AssertionError("FIN instead of RST");
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void withoutToxicsBytesAndHalfClosesPass() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        write(pair.client(), "question");
        pair.client().shutdownOutput();
        assertThat(read(pair.server(), 8)).isEqualTo("question");
        assertEof(pair.server());
        write(pair.server(), "late answer");
        pair.server().shutdownOutput();
        assertThat(read(pair.client(), 11)).isEqualTo("late answer");
        assertEof(pair.client());
    }

    @ParameterizedTest
    @ValueSource(strings = {"upstream", "downstream"})
    void latencyDelaysAndItsRemovalFlushes(String stream) throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        boolean up = stream.equals("upstream");
        Socket from = up ? pair.client() : pair.server();
        Socket to = up ? pair.server() : pair.client();
        add("latency", stream, "{\"latency\":3600000}");
        write(from, "slow");
        awaitHeld(up ? Direction.UPSTREAM : Direction.DOWNSTREAM, 4);
        write(to, "fast");
        assertThat(read(from, 4)).isEqualTo("fast");
        assertSilent(to);
        remove();
        assertThat(read(to, 4)).isEqualTo("slow");
    }

    @Test
    void aChangeOfLatencyFlushes() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("latency", "upstream", "{\"latency\":3600000}");
        write(pair.client(), "one");
        awaitHeld(Direction.UPSTREAM, 3);
        api.patch("/proxies/p/toxics/t", "{\"attributes\":{\"latency\":1800000}}");
        assertThat(read(pair.server(), 3)).isEqualTo("one");
        write(pair.client(), "two");
        awaitHeld(Direction.UPSTREAM, 3);
        assertSilent(pair.server());
    }

    @Test
    void latencyDelaysNeitherConnectNorAnIdleFin() throws IOException {
        add("latency", "upstream", "{\"latency\":3600000}");
        Socket client = upstream.connect(api, "p");
        Socket accepted = upstream.accept();
        client.shutdownOutput();
        assertEof(accepted);
    }

    @Test
    void aFinStaysBehindDelayedBytes() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("latency", "upstream", "{\"latency\":3600000}");
        write(pair.client(), "last words");
        pair.client().shutdownOutput();
        awaitHeld(Direction.UPSTREAM, 10);
        assertSilent(pair.server());
        remove();
        assertThat(read(pair.server(), 10)).isEqualTo("last words");
        assertEof(pair.server());
    }

    @Test
    void bandwidthZeroHoldsWithBackPressureAndLosesNothing() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("bandwidth", "upstream", "{\"rate\":0}");
        byte[] sent = new byte[16 * 1024 * 1024];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 + (i >>> 8));
        }
        Thread writer = writeAside(pair.client(), sent);
        while (traffic().upstream().heldBytes() < 64 * 1024) {
            Thread.sleep(1);
        }
        assertSilent(pair.server());
        assertThat(writer.isAlive()).as("the sender feels it").isTrue();
        remove();
        assertThat(Arrays.equals(pair.server().getInputStream().readAllBytes(), sent))
                .as("every byte, in order")
                .isTrue();
        writer.join();
        assertThat(traffic().upstream().droppedBytes()).isZero();
    }

    @Test
    void bandwidthPassesEverything() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("bandwidth", "downstream", "{\"rate\":1000}");
        byte[] sent = new byte[50_000];
        Arrays.fill(sent, (byte) 7);
        pair.server().getOutputStream().write(sent);
        assertThat(pair.client().getInputStream().readNBytes(sent.length)).isEqualTo(sent);
    }

    @Test
    void slowCloseHoldsOnlyTheFin() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("slow_close", "upstream", "{\"delay\":3600000}");
        write(pair.client(), "bytes");
        pair.client().shutdownOutput();
        assertThat(read(pair.server(), 5)).isEqualTo("bytes");
        assertSilent(pair.server());
        remove();
        assertEof(pair.server());
    }

    @Test
    void slicerPassesEverythingInManyPieces() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("slicer", "upstream", "{\"average_size\":1024,\"size_variation\":512,\"delay\":10}");
        byte[] sent = "hello world ".repeat(40_000).getBytes(UTF_8);
        Thread writer = writeAside(pair.client(), sent);
        assertThat(pair.server().getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        writer.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "reset"})
    void timeoutZeroDropsBytesAcceptsConnectionsAndItsRemovalClosesAll(String how) throws Exception {
        Upstream.Pair old = upstream.pair(api, "p");
        add("timeout", "upstream", "{\"timeout\":0}");
        write(old.client(), "lost");
        Upstream.Pair fresh = new Upstream.Pair(upstream.connect(api, "p"), upstream.accept());
        write(fresh.server(), "other way");
        assertThat(read(fresh.client(), 9)).isEqualTo("other way");
        assertSilent(old.server());
        if (how.equals("delete")) {
            remove();
        } else {
            assertThat(api.post("/reset", "").status()).isEqualTo(204);
        }
        for (Socket socket : new Socket[] {old.client(), old.server(), fresh.client(), fresh.server()}) {
            assertEof(socket);
        }
        assertThat(traffic().upstream().droppedBytes()).isEqualTo(4);
        assertThat(traffic().cutConnections()).isEqualTo(2);
    }

    @Test
    void timeoutLetsAFinPass() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("timeout", "upstream", "{\"timeout\":0}");
        write(pair.client(), "lost");
        pair.client().shutdownOutput();
        assertEof(pair.server());
    }

    @ParameterizedTest
    @CsvSource({"upstream, true", "downstream, true", "upstream, false", "downstream, false"})
    void timeoutClosesBothEndsAfterSilence(String stream, boolean existing) throws IOException {
        Upstream.Pair before = upstream.pair(api, "p");
        add("timeout", stream, "{\"timeout\":20}");
        Upstream.Pair pair = existing ? before : new Upstream.Pair(upstream.connect(api, "p"), upstream.accept());
        assertEof(pair.client());
        assertEof(pair.server());
    }

    @ParameterizedTest
    @CsvSource({
        "upstream, true, 0",
        "downstream, true, 0",
        "upstream, false, 0",
        "downstream, false, 0",
        "upstream, true, 50"
    })
    void resetPeerResetsBothEndsOnceSomethingComes(String stream, boolean existing, int timeout) throws IOException {
        Upstream.Pair before = upstream.pair(api, "p");
        add("reset_peer", stream, "{\"timeout\":" + timeout + "}");
        Upstream.Pair pair = existing ? before : new Upstream.Pair(upstream.connect(api, "p"), upstream.accept());
        write(stream.equals("upstream") ? pair.client() : pair.server(), "trigger");
        assertReset(pair.client());
        assertReset(pair.server());
    }

    @Test
    void resetPeerActsOnAFin() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("reset_peer", "upstream", "{}");
        pair.client().shutdownOutput();
        assertReset(pair.client());
        assertReset(pair.server());
        assertThat(traffic().resetConnections()).isEqualTo(1);
    }

    @Test
    void resetPeerThatHasDroppedBytesResetsWhenItIsRemoved() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("reset_peer", "upstream", "{\"timeout\":3600000}");
        write(pair.client(), "trigger");
        while (traffic().upstream().droppedBytes() < 7) {
            Thread.sleep(1);
        }
        remove();
        assertReset(pair.client());
        assertReset(pair.server());
    }

    @ParameterizedTest
    @CsvSource({"90;20, 100", "100, 100", "50;60;70, 100", "10, 0"})
    void limitDataPassesExactlyItsBytesThenFins(String writes, int limit) throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("limit_data", "upstream", "{\"bytes\":" + limit + "}");
        StringBuilder all = new StringBuilder();
        for (String size : writes.split(";")) {
            String text = "0123456789".repeat(Integer.parseInt(size) / 10);
            write(pair.client(), text);
            all.append(text);
        }
        assertThat(readAll(pair.server())).isEqualTo(all.substring(0, limit));
        assertEof(pair.client());
    }

    @Test
    void aChangeOfLimitDataKeepsTheCount() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("limit_data", "upstream", "{\"bytes\":100}");
        write(pair.client(), "0123456789");
        assertThat(read(pair.server(), 10)).isEqualTo("0123456789");
        api.patch("/proxies/p/toxics/t", "{\"attributes\":{\"bytes\":15}}");
        write(pair.client(), "abcdefghij");
        assertThat(readAll(pair.server())).isEqualTo("abcde");
    }

    @Test
    void noopDoesNothing() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        add("noop", "upstream", "{}");
        write(pair.client(), "x");
        assertThat(read(pair.server(), 1)).isEqualTo("x");
    }

    @Test
    void aHangingTimeoutDoesNotKeepAnotherToxicFromGoing() throws IOException {
        Upstream.Pair pair = upstream.pair(api, "p");
        api.post(
                "/proxies/p/toxics",
                "{\"name\":\"might_block\",\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":10}}");
        add("timeout", "upstream", "{\"timeout\":0}");
        for (int i = 0; i < 5; i++) {
            write(pair.client(), "hello");
        }
        assertThat(api.delete("/proxies/p/toxics/might_block").status()).isEqualTo(204);
        remove();
        assertEof(pair.client());
        assertEof(pair.server());
    }

    @Test
    void controlDoesNotWaitForAReaderThatHasStopped() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        byte[] sent = new byte[32 * 1024 * 1024];
        add("latency", "upstream", "{\"latency\":1}");
        Thread writer = writeAside(pair.client(), sent);
        while (traffic().upstream().heldBytes() == 0) {
            Thread.sleep(1);
        }
        // Nobody reads: both the pump and the reader stand still now or soon.
        assertThat(api.patch("/proxies/p/toxics/t", "{\"attributes\":{\"latency\":2}}")
                        .status())
                .isEqualTo(200);
        remove();
        add("slicer", "upstream", "{\"average_size\":100000}");
        remove();
        long received = 0;
        byte[] buffer = new byte[65536];
        for (int n; (n = pair.server().getInputStream().read(buffer)) >= 0; ) {
            received += n;
        }
        assertThat(received).isEqualTo(sent.length);
        writer.join();
    }

    @Test
    void toxicityHitsTheConnectionsThatTheSeedSays() throws IOException {
        String first = dropped(7);
        assertThat(dropped(7)).as("the same seed").isEqualTo(first);
        assertThat(first).as("about a half").contains("0", "1");
        assertThat(dropped(8)).as("another seed").isNotEqualTo(first);
    }

    /** Which of 32 connections a reset_peer of toxicity 0.5 hits, as a string of 0 and 1. */
    private static String dropped(long seed) throws IOException {
        StringBuilder hit = new StringBuilder();
        try (ToxiproxyServer seeded = ToxiproxyServer.start(ToxiproxyOptions.embedded(seed));
                Upstream upstream = new Upstream()) {
            RawApi api = new RawApi(seeded);
            upstream.behind(api, "p");
            api.post("/proxies/p/toxics", "{\"type\":\"limit_data\",\"toxicity\":0.5,\"attributes\":{\"bytes\":3}}");
            for (int i = 0; i < 32; i++) {
                try (Socket client = upstream.connect(api, "p");
                        Socket accepted = upstream.accept()) {
                    write(accepted, "12345");
                    accepted.shutdownOutput();
                    hit.append(client.getInputStream().readAllBytes().length == 3 ? '1' : '0');
                }
            }
        }
        return hit.toString();
    }
}
