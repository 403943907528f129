package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams run both ways over several connections while toxics that must lose nothing are added, changed and removed at
 * random. Each receiver knows the bytes it must see, and finds the first that is lost, doubled or out of place.
 */
class StreamIntegrityTest {
    private static final int CONNECTIONS = 4;
    private static final int CHANGES = 200;
    private static final int MAX_TOXICS = 5;

    /** The bytes of one stream, from its seed. */
    private static final class Bytes {
        private final SplittableRandom random;
        private long word;
        private int left;

        Bytes(long seed) {
            random = new SplittableRandom(seed);
        }

        void fill(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                buffer[i] = next();
            }
        }

        byte next() {
            if (left == 0) {
                word = random.nextLong();
                left = 8;
            }
            left--;
            word >>>= 8;
            return (byte) word;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 64m", "2, 64m", "3, 64m", "4, 1m", "5, 1m"})
    void nothingIsLostOrReorderedByFaultsThatAreNotLossy(long seed, String memory) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicBoolean stop = new AtomicBoolean();
        long memoryBytes = Long.parseLong(memory.replace("m", "")) << 20;
        try (ToxiproxyServer server =
                        ToxiproxyServer.start(ToxiproxyOptions.embedded(seed).withMemory(memoryBytes));
                Upstream upstream = new Upstream()) {
            RawApi api = new RawApi(server);
            upstream.behind(api, "p");
            List<Future<Long>> sent = new ArrayList<>();
            List<Future<Long>> received = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket client = upstream.connect(api, "p");
                Socket accepted = upstream.accept();
                client.setSoTimeout(0);
                accepted.setSoTimeout(0);
                long up = seed * 1000 + i * 2L;
                sent.add(threads.submit(sender(client, up, stop)));
                received.add(threads.submit(receiver(accepted, up)));
                sent.add(threads.submit(sender(accepted, up + 1, stop)));
                received.add(threads.submit(receiver(client, up + 1)));
            }
            changeToxics(api, new SplittableRandom(seed));
            stop.set(true);
            assertThat(api.post("/reset", "").status()).isEqualTo(204);
            long total = 0;
            for (int i = 0; i < sent.size(); i++) {
                long bytes = sent.get(i).get(Upstream.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                assertThat(received.get(i).get(Upstream.PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                        .as("seed %d, stream %d", seed, i)
                        .isEqualTo(bytes);
                total += bytes;
            }
            ProxyTraffic traffic = server.traffic("p").orElseThrow();
            assertThat(traffic.upstream().sentBytes() + traffic.downstream().sentBytes())
                    .as("seed %d", seed)
                    .isEqualTo(total);
            assertThat(traffic.upstream().droppedBytes() + traffic.downstream().droppedBytes())
                    .isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Long> sender(Socket socket, long seed, AtomicBoolean stop) {
        return () -> {
            Bytes bytes = new Bytes(seed);
            SplittableRandom sizes = new SplittableRandom(~seed);
            byte[] buffer = new byte[100_000];
            OutputStream out = socket.getOutputStream();
            long sent = 0;
            while (!stop.get()) {
                int size = 1 + sizes.nextInt(sizes.nextInt(4) == 0 ? buffer.length : 200);
                bytes.fill(buffer, size);
                out.write(buffer, 0, size);
                sent += size;
                if (sizes.nextInt(8) == 0) {
                    Thread.sleep(1);
                }
            }
            socket.shutdownOutput();
            return sent;
        };
    }

    private static Callable<Long> receiver(Socket socket, long seed) {
        return () -> {
            Bytes expected = new Bytes(seed);
            byte[] buffer = new byte[65_536];
            InputStream in = socket.getInputStream();
            long received = 0;
            for (int n; (n = in.read(buffer)) >= 0; ) {
                for (int i = 0; i < n; i++, received++) {
                    if (buffer[i] != expected.next()) {
                        throw new AssertionError("stream " + seed + ": byte " + received + " is not the one sent");
                    }
                }
            }
            return received;
        };
    }

    private static void changeToxics(RawApi api, SplittableRandom random) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            int kind = random.nextInt(10);
            if (names.isEmpty() || (kind < 5 && names.size() < MAX_TOXICS)) {
                String name = "t" + i;
                String stream = random.nextBoolean() ? "upstream" : "downstream";
                RawApi.Answer answer = api.post(
                        "/proxies/p/toxics",
                        "{\"name\":\"" + name + "\",\"stream\":\"" + stream + "\",\"toxicity\":"
                                + (random.nextBoolean() ? "1" : "0.5") + "," + toxic(random) + "}");
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                names.add(name);
            } else if (kind < 8) {
                String name = names.remove(random.nextInt(names.size()));
                assertThat(api.delete("/proxies/p/toxics/" + name).status()).isEqualTo(204);
            } else {
                String name = names.get(random.nextInt(names.size()));
                String change = random.nextBoolean()
                        ? "{\"toxicity\":" + (random.nextBoolean() ? "1" : "0.3") + "}"
                        : "{\"attributes\":{\"latency\":" + random.nextInt(20) + ",\"rate\":" + random.nextInt(3000)
                                + ",\"delay\":" + random.nextInt(50) + "}}";
                assertThat(api.patch("/proxies/p/toxics/" + name, change).status())
                        .isEqualTo(200);
            }
            Thread.sleep(random.nextInt(8));
        }
    }

    private static String toxic(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> "\"type\":\"latency\",\"attributes\":{\"latency\":" + random.nextInt(30) + ",\"jitter\":10}";
            case 1 -> "\"type\":\"bandwidth\",\"attributes\":{\"rate\":" + (100 + random.nextInt(5000)) + "}";
            case 2 -> "\"type\":\"bandwidth\",\"attributes\":{\"rate\":0}";
            case 3 ->
                "\"type\":\"slicer\",\"attributes\":{\"average_size\":" + (1000 + random.nextInt(3000))
                        + ",\"size_variation\":900,\"delay\":20}";
            case 4 -> "\"type\":\"slow_close\",\"attributes\":{\"delay\":5}";
            case 5 -> "\"type\":\"noop\"";
            default -> "\"type\":\"blackhole\"";
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shortConnectionsSurviveToxicsThatComeAndGo(long seed) throws IOException {
        try (ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.embedded(seed));
                Upstream upstream = new Upstream()) {
            RawApi api = new RawApi(server);
            upstream.behind(api, "p");
            byte[] message = new byte[5000];
            new Bytes(seed).fill(message, message.length);
            for (int i = 0; i < 200; i++) {
                api.post(
                        "/proxies/p/toxics",
                        "{\"type\":\"latency\",\"stream\":\"upstream\",\"attributes\":{\"latency\":10}}");
                try (Socket client = upstream.connect(api, "p");
                        Socket accepted = upstream.accept()) {
                    client.getOutputStream().write(message);
                    client.close();
                    api.delete("/proxies/p/toxics/latency_upstream");
                    assertThat(accepted.getInputStream().readAllBytes())
                            .as("seed %d, connection %d", seed, i)
                            .isEqualTo(message);
                }
            }
        }
    }
}
