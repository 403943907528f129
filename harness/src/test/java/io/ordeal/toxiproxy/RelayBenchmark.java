package io.ordeal.toxiproxy;

import com.sun.management.OperatingSystemMXBean;
import io.ordeal.toxiproxy.framing.Framing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a proxy without toxics costs, beside a bare relay of two threads in the same run: the round trip that each adds
 * to a direct connection (median), and the bytes a second over one connection.
 *
 * <p>And what it costs to know where messages end, in CPU of this process, in which all ends of the connection are: a round
 * trip, and a megabyte, through a proxy that is {@linkplain ToxiproxyServer#frame framed} and one that is not.
 *
 * <p>Goals: at most 1.25 times the relay's added round trip, at least 80 % of its throughput. Run its {@code main}; the
 * optional argument is the number of rounds. The three ways take turns, so that a busy machine hits them alike.
 */
public final class RelayBenchmark {
    private static final int MESSAGE_BYTES = 64;
    private static final int ROUND_TRIPS = 20_000;
    private static final long STREAM_BYTES = 1L << 30;
    private static final int CHUNK_BYTES = 64 * 1024;

    private RelayBenchmark() {}

    private interface Measure {
        double of(InetSocketAddress target) throws IOException;
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException {
        int rounds = args.length == 0 ? 7 : Integer.parseInt(args[0]);
        try (ServerSocketChannel echo = listen();
                ServerSocketChannel sink = listen();
                ServerSocketChannel echoRelay = listen();
                ServerSocketChannel sinkRelay = listen();
                ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.embedded(1))) {
            serve(echo, RelayBenchmark::echo);
            serve(sink, RelayBenchmark::drain);
            serve(echoRelay, client -> relay(client, address(echo)));
            serve(sinkRelay, client -> relay(client, address(sink)));
            InetSocketAddress echoProxy = proxy(server, "echo", echo);
            InetSocketAddress sinkProxy = proxy(server, "sink", sink);
            InetSocketAddress echoFramed = proxy(server, "echo-framed", echo);
            InetSocketAddress sinkFramed = proxy(server, "sink-framed", sink);
            server.frame("echo-framed", Framing.named("length:4"));
            server.frame("sink-framed", Framing.named("length:4"));

            double[] micros =
                    medians(rounds, RelayBenchmark::roundTripMicros, address(echo), address(echoRelay), echoProxy);
            double relayAdds = micros[1] - micros[0];
            double proxyAdds = micros[2] - micros[0];
            print(
                    "round trip, p50: direct %.1f µs; relay adds %.1f µs, proxy adds %.1f µs: %.2f times%n",
                    micros[0], relayAdds, proxyAdds, proxyAdds / relayAdds);
            double[] rates =
                    medians(rounds, RelayBenchmark::megabytesASecond, address(sink), address(sinkRelay), sinkProxy);
            print(
                    "one connection: direct %.0f MB/s; relay %.0f MB/s, proxy %.0f MB/s: %.0f %%%n",
                    rates[0], rates[1], rates[2], 100 * rates[2] / rates[1]);

            double[] cpu = medians(
                    rounds, target -> cpuMicros(() -> roundTripMicros(target)) / ROUND_TRIPS, echoProxy, echoFramed);
            print("CPU of a round trip: %.2f µs, framed %.2f µs%n", cpu[0], cpu[1]);
            double[] streamed = medians(
                    rounds,
                    target -> cpuMicros(() -> megabytesASecond(target)) / (STREAM_BYTES / 1e6),
                    sinkProxy,
                    sinkFramed);
            print("CPU of a megabyte: %.0f µs, framed %.0f µs%n", streamed[0], streamed[1]);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    /** For each target the median over the rounds; the first round only warms up. */
    private static double[] medians(int rounds, Measure measure, InetSocketAddress... targets) throws IOException {
        double[][] values = new double[targets.length][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < targets.length; i++) {
                double value = measure.of(targets[i]);
                if (round >= 0) {
                    values[i][round] = value;
                }
            }
        }
        double[] medians = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            Arrays.sort(values[i]);
            medians[i] = values[i][rounds / 2];
        }
        return medians;
    }

    private interface Work {
        double run() throws IOException;
    }

    /** CPU time of this whole process while something is done. */
    private static double cpuMicros(Work work) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = system.getProcessCpuTime();
        work.run();
        return (system.getProcessCpuTime() - before) / 1000.0;
    }

    /** One message of so many bytes, whose length stands before it. */
    private static ByteBuffer message(int bytes) {
        return ByteBuffer.allocateDirect(bytes).putInt(0, bytes - Integer.BYTES);
    }

    private static double roundTripMicros(InetSocketAddress target) throws IOException {
        try (SocketChannel channel = connect(target)) {
            ByteBuffer message = message(MESSAGE_BYTES);
            long[] nanos = new long[ROUND_TRIPS];
            for (int i = 0; i < ROUND_TRIPS; i++) {
                long start = System.nanoTime();
                message.clear();
                writeAll(channel, message);
                message.clear();
                while (message.hasRemaining() && channel.read(message) >= 0) {}
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            return nanos[ROUND_TRIPS / 2] / 1000.0;
        }
    }

    private static double megabytesASecond(InetSocketAddress target) throws IOException {
        try (SocketChannel channel = connect(target)) {
            ByteBuffer chunk = message(CHUNK_BYTES);
            long start = System.nanoTime();
            for (long sent = 0; sent < STREAM_BYTES; sent += CHUNK_BYTES) {
                chunk.clear();
                writeAll(channel, chunk);
            }
            channel.shutdownOutput();
            chunk.clear();
            while (channel.read(chunk) >= 0) {
                chunk.clear();
            }
            return STREAM_BYTES * 1000.0 / (System.nanoTime() - start);
        }
    }

    private static InetSocketAddress proxy(ToxiproxyServer server, String name, ServerSocketChannel upstream)
            throws IOException {
        String answer = new RawApi(server)
                .post(
                        "/proxies",
                        "{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:"
                                + address(upstream).getPort() + "\"}")
                .body();
        String port = answer.replaceAll(".*\"listen\":\"127.0.0.1:([0-9]+)\".*", "$1");
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static InetSocketAddress address(ServerSocketChannel channel) throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private static SocketChannel connect(InetSocketAddress target) throws IOException {
        SocketChannel channel = SocketChannel.open(target);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    private interface Service {
        void serve(SocketChannel channel) throws IOException;
    }

    private static void serve(ServerSocketChannel listener, Service service) {
        daemon(() -> {
            while (true) {
                SocketChannel channel = listener.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                daemon(() -> service.serve(channel));
            }
        });
    }

    private interface Body {
        void run() throws IOException;
    }

    private static void daemon(Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (IOException closed) {
                // The benchmark is over, or the peer is.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void echo(SocketChannel channel) throws IOException {
        copy(channel, channel);
        channel.close();
    }

    private static void drain(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
        while (channel.read(buffer) >= 0) {
            buffer.clear();
        }
        channel.close();
    }

    /** The bare relay: a thread a direction, read and write, nothing else. */
    private static void relay(SocketChannel client, InetSocketAddress target) throws IOException {
        SocketChannel upstream = connect(target);
        daemon(() -> copy(upstream, client));
        copy(client, upstream);
    }

    private static void copy(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
        while (from.read(buffer) >= 0) {
            writeAll(to, buffer.flip());
            buffer.clear();
        }
        if (from != to) {
            to.shutdownOutput();
        }
    }

    private static void writeAll(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
