package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all connections hold together is limited, and a connection whose own way is free goes on all the same. */
class MemoryLimitTest extends OneProxy {
    private static final int LIMIT = (int) ToxiproxyOptions.MIN_MEMORY_BYTES;
    private static final int HOLDING = 12;

    /** More than a quarter of {@link #LIMIT}, and than what the kernel takes in for both ends of a connection. */
    private static final int SENT = 12 * 1024 * 1024;

    @BeforeEach
    void withLittleMemory() throws IOException {
        server.close();
        server = ToxiproxyServer.start(ToxiproxyOptions.embedded(1).withMemory(LIMIT));
        api = new RawApi(server);
        upstream.behind(api, "free");
        upstream.behind(api, "p");
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[SENT];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >>> 9) + seed);
        }
        return bytes;
    }

    @Test
    void beyondTheLimitSendersWaitOthersGoOnAndNothingIsLost() throws Exception {
        Upstream.Pair free = upstream.pair(api, "free");
        List<Upstream.Pair> pairs = new ArrayList<>();
        List<Thread> writers = new ArrayList<>();
        api.post(
                "/proxies/p/toxics",
                "{\"name\":\"t\",\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":3600000}}");
        for (int i = 0; i < HOLDING; i++) {
            Upstream.Pair pair = new Upstream.Pair(upstream.connect(api, "p"), upstream.accept());
            pairs.add(pair);
            writers.add(writeAside(pair.client(), bytes(i)));
        }
        while (traffic().upstream().heldBytes() < LIMIT * 7L / 8) {
            Thread.sleep(1);
        }
        // Each write is one more than the limit allows; each of the minimum, which is the free connection's own.
        for (int i = 0; i < 1000; i++) {
            write(free.client(), "goes on");
            assertThat(read(free.server(), 7)).isEqualTo("goes on");
        }
        int loops = 8;
        assertThat(traffic().upstream().heldBytes())
                .as("held by %d links that would hold %d", HOLDING, HOLDING * (long) SENT)
                .isLessThan(LIMIT + HOLDING * (long) MemoryBudget.MINIMUM_BYTES + loops * 64L * 1024);
        assertThat(writers).as("the senders feel it").allMatch(Thread::isAlive);

        assertThat(api.delete("/proxies/p/toxics/t").status()).isEqualTo(204);
        for (int i = 0; i < HOLDING; i++) {
            assertThat(Arrays.equals(pairs.get(i).server().getInputStream().readAllBytes(), bytes(i)))
                    .as("every byte of connection %d, in order", i)
                    .isTrue();
            writers.get(i).join();
        }
        assertThat(traffic().upstream().droppedBytes()).isZero();
    }

    @Test
    void smallPiecesCountWithWhatTheyCost() throws Exception {
        Upstream.Pair pair = upstream.pair(api, "p");
        api.post(
                "/proxies/p/toxics",
                "{\"name\":\"a\",\"type\":\"slicer\",\"stream\":\"upstream\",\"attributes\":{\"average_size\":1}}");
        api.post(
                "/proxies/p/toxics",
                "{\"name\":\"t\",\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":3600000}}");
        Thread writer = writeAside(pair.client(), bytes(0));
        // So many pieces of one byte fill the limit. How far beyond it the last read goes is the kernel's affair.
        while (traffic().upstream().heldBytes() < LIMIT / (1 + Piece.COST_BYTES)) {
            Thread.sleep(1);
        }
        assertThat(writer.isAlive()).as("the sender feels it").isTrue();
        assertThat(api.post("/reset", "").status()).isEqualTo(204);
        assertThat(Arrays.equals(pair.server().getInputStream().readAllBytes(), bytes(0)))
                .as("every byte, in order")
                .isTrue();
        writer.join();
    }

    @Test
    void whatAnEndedConnectionHeldIsGivenBack() throws Exception {
        for (int round = 0; round < 3; round++) {
            api.post(
                    "/proxies/p/toxics",
                    "{\"name\":\"t\",\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":3600000}}");
            Upstream.Pair pair = new Upstream.Pair(upstream.connect(api, "p"), upstream.accept());
            pair.client().getOutputStream().write(new byte[LIMIT / 2]);
            awaitHeld(Direction.UPSTREAM, LIMIT / 2);
            api.patch("/proxies/p", "{\"enabled\":false}");
            assertEof(pair.server());
            api.patch("/proxies/p", "{\"enabled\":true}");
            assertThat(traffic().upstream().heldBytes()).isZero();
            api.delete("/proxies/p/toxics/t");
        }
    }
}
