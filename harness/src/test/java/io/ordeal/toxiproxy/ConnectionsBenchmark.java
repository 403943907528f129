package io.ordeal.toxiproxy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What 1,000 connections at once take: each is opened, stays open, and sends bytes that come back from an echo behind the
 * proxy. Told are the time until all are back, the largest memory (resident) and the most threads of the process that
 * carries them. Beside the proxy, in the same run: a bare relay of two threads a connection, in a process of its own too;
 * the proxy with a toxic at work on each; and the proxy while a thousand receivers have stopped reading.
 *
 * <p>Goals: at most 256 MB; at most twice the original's time, which on one machine took 3.9 s for what the server of three
 * threads a connection took 10.5 s for. Run its {@code main}; the optional arguments are the number of connections and the
 * bytes of each.
 */
public final class ConnectionsBenchmark {
    private static final int READY_MILLIS = 30_000;
    private static final String HEAP = "-Xmx128m";

    private ConnectionsBenchmark() {}

    /** Measures and prints; with {@code relay} or {@code proxy} as the first argument it is the process that is measured. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("relay")) {
            relay(Integer.parseInt(args[1]));
        } else if (args.length > 0 && args[0].equals("proxy")) {
            proxy();
        } else {
            int connections = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
            int bytes = args.length > 1 ? Integer.parseInt(args[1]) : 256 * 1024;
            compare(connections, bytes);
        }
    }

    private static void compare(int connections, int bytes) throws Exception {
        print(
                "%-34s %8s %9s %8s%n",
                connections + " × " + bytes / 1024 + " kB, echoed", "seconds", "RSS MB", "threads");
        try (Echo echo = new Echo()) {
            measure("past the proxy", new String[0], echo, connections, bytes, "");
            measure(
                    "a bare relay, 2 threads each",
                    new String[] {"relay", "" + echo.port()},
                    echo,
                    connections,
                    bytes,
                    "");
            measure("proxy", new String[] {"proxy"}, echo, connections, bytes, "");
            measure("proxy, latency 10 ms", new String[] {"proxy"}, echo, connections, bytes, LATENCY);
            measure("proxy, slicer 1 kB", new String[] {"proxy"}, echo, connections, bytes, SLICER);
            measure("proxy, receivers stop for 2 s", new String[] {"proxy"}, echo, connections, bytes, STOPPED);
        }
    }

    private static final String LATENCY = "\"type\":\"latency\",\"attributes\":{\"latency\":10}";
    private static final String SLICER = "\"type\":\"slicer\",\"attributes\":{\"average_size\":1024}";
    private static final String STOPPED = "\"type\":\"latency\",\"attributes\":{\"latency\":3600000}";
    private static final int STOPPED_MILLIS = 2_000;

    private static void measure(String name, String[] role, Echo echo, int connections, int bytes, String toxic)
            throws Exception {
        Process process = role.length == 0 ? null : start(role);
        try {
            int port = process == null ? echo.port() : readPort(process);
            RawApi api = null;
            if (process != null && role[0].equals("proxy")) {
                api = new RawApi(port);
                String made = api.post(
                                "/proxies",
                                "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:" + echo.port()
                                        + "\"}")
                        .body();
                port = Integer.parseInt(made.replaceAll(".*\"listen\":\"[^\"]*:([0-9]+)\".*", "$1"));
                if (!toxic.isEmpty()) {
                    api.post("/proxies/p/toxics", "{\"name\":\"t\"," + toxic + "}");
                }
            }
            RawApi healing = toxic.equals(STOPPED) ? api : null;
            long startNanos = System.nanoTime();
            if (healing != null) {
                Thread heal = new Thread(() -> {
                    try {
                        Thread.sleep(STOPPED_MILLIS);
                        healing.delete("/proxies/p/toxics/t");
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                });
                heal.start();
            }
            Clients.run(port, connections, bytes);
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            print(
                    "%-34s %8.2f %9s %8s%n",
                    name,
                    seconds,
                    process == null ? "" : status(process, "VmHWM", 1024),
                    process == null ? "" : status(process, "Threads", 1));
        } finally {
            if (process != null) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Process start(String[] role) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                ConnectionsBenchmark.class.getName()));
        command.addAll(List.of(role));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int readPort(Process process) throws IOException {
        return Integer.parseInt(process.inputReader().readLine());
    }

    /** A figure of the kernel's about a process. */
    private static String status(Process process, String field, int divisor) throws IOException {
        for (String line : Files.readAllLines(new File("/proc/" + process.pid() + "/status").toPath())) {
            if (line.startsWith(field + ":")) {
                return "" + Long.parseLong(line.replaceAll("[^0-9]", "")) / divisor;
            }
        }
        return "?";
    }

    private static void proxy() throws Exception {
        ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.embedded(1));
        print("%d%n", server.port());
        Thread.sleep(Long.MAX_VALUE);
    }

    /** A thread a direction: read and write, nothing else. */
    private static void relay(int upstreamPort) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(loopback(0), 1024);
        print("%d%n", ((InetSocketAddress) listener.getLocalAddress()).getPort());
        while (true) {
            SocketChannel client = listener.accept();
            SocketChannel upstream = SocketChannel.open(loopback(upstreamPort));
            for (SocketChannel socket : List.of(client, upstream)) {
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            new Thread(null, () -> copy(client, upstream), "up", 256 * 1024).start();
            new Thread(null, () -> copy(upstream, client), "down", 256 * 1024).start();
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException over) {
            // The benchmark is.
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Sends back what comes, on one thread; who does not read is not read from. */
    private static final class Echo implements AutoCloseable {
        private static final int BUFFER_BYTES = 16 * 1024;
        private final Selector selector = Selector.open();
        private final ServerSocketChannel listener = ServerSocketChannel.open().bind(loopback(0), 1024);

        Echo() throws IOException {
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            Thread thread = new Thread(this::run, "echo");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listener.socket().getLocalPort();
        }

        private void run() {
            while (selector.isOpen()) {
                try {
                    selector.select(this::ready);
                } catch (IOException | RuntimeException closed) {
                    return;
                }
            }
        }

        private void ready(SelectionKey key) {
            try {
                if (key.isAcceptable()) {
                    SocketChannel client = listener.accept();
                    client.configureBlocking(false);
                    client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(BUFFER_BYTES));
                    return;
                }
                SocketChannel client = (SocketChannel) key.channel();
                ByteBuffer buffer = (ByteBuffer) key.attachment();
                if (client.read(buffer) < 0 && buffer.position() == 0) {
                    client.close();
                    return;
                }
                client.write(buffer.flip());
                buffer.compact();
                key.interestOps((buffer.position() > 0 ? SelectionKey.OP_WRITE : 0)
                        | (buffer.hasRemaining() ? SelectionKey.OP_READ : 0));
            } catch (IOException gone) {
                key.cancel();
            }
        }

        @Override
        public void close() throws IOException {
            selector.close();
            listener.close();
        }
    }

    /** All clients on one thread: each writes its bytes and counts what comes back. */
    private static final class Clients {
        private static final class Client {
            private int toSend;
            private int toReceive;

            Client(int bytes) {
                toSend = bytes;
                toReceive = bytes;
            }
        }

        private static final int CHUNK_BYTES = 16 * 1024;

        static void run(int port, int count, int bytes) throws IOException {
            try (Selector selector = Selector.open()) {
                List<SocketChannel> all = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    SocketChannel channel = SocketChannel.open(loopback(port));
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    channel.configureBlocking(false);
                    channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, new Client(bytes));
                    all.add(channel);
                }
                ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
                int[] left = {count};
                while (left[0] > 0) {
                    if (selector.select(key -> left[0] -= step(key, buffer), READY_MILLIS) == 0) {
                        throw new IOException(left[0] + " connections stand still");
                    }
                }
                for (SocketChannel channel : all) {
                    channel.close();
                }
            }
        }

        /** 1 when this was the client's last. */
        private static int step(SelectionKey key, ByteBuffer buffer) {
            try {
                SocketChannel channel = (SocketChannel) key.channel();
                Client client = (Client) key.attachment();
                if (key.isWritable()) {
                    client.toSend -= channel.write(buffer.clear().limit(Math.min(CHUNK_BYTES, client.toSend)));
                    if (client.toSend == 0) {
                        key.interestOps(SelectionKey.OP_READ);
                    }
                }
                if (key.isReadable()) {
                    int count = channel.read(buffer.clear());
                    if (count < 0) {
                        throw new IOException("cut with " + client.toReceive + " bytes to come");
                    }
                    client.toReceive -= count;
                    if (client.toReceive == 0) {
                        key.cancel();
                        return 1;
                    }
                }
                return 0;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }
}
