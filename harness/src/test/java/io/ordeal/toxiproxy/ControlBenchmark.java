package io.ordeal.toxiproxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * How long a call of the API takes while the links are as busy as they can be: four connections through one proxy, each
 * written to and read from without a pause both ways, under each toxic; the calls add, change and take away another toxic
 * of the same proxy. Beside it the same calls while the four connections go past the proxy, which is what the machine
 * itself makes of them.
 *
 * <p>Goal: 99 of 100 calls within 50 ms. Run its {@code main}; the optional argument is the number of calls a toxic.
 */
public final class ControlBenchmark {
    private static final int CONNECTIONS = 4;
    private static final int CHUNK_BYTES = 64 * 1024;

    private ControlBenchmark() {}

    /** Measures and prints. */
    public static void main(String[] args) throws Exception {
        int calls = args.length == 0 ? 300 : Integer.parseInt(args[0]);
        print("%-30s %9s %9s %9s   %s%n", "saturated under", "p50 ms", "p99 ms", "max ms", "MB/s");
        toxics().forEach((name, toxic) -> {
            try {
                measure(name, toxic, calls);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(name, e);
            }
        });
    }

    /** What the connections go through; empty = past the proxy. */
    private static Map<String, String> toxics() {
        Map<String, String> toxics = new LinkedHashMap<>();
        toxics.put("(past the proxy)", "");
        toxics.put("noop", "\"type\":\"noop\"");
        toxics.put("latency 5 ms", "\"type\":\"latency\",\"attributes\":{\"latency\":5,\"jitter\":3}");
        toxics.put("bandwidth 10 MB/s", "\"type\":\"bandwidth\",\"attributes\":{\"rate\":10000}");
        toxics.put("bandwidth 0", "\"type\":\"bandwidth\",\"attributes\":{\"rate\":0}");
        toxics.put("slow_close", "\"type\":\"slow_close\",\"attributes\":{\"delay\":10}");
        toxics.put("timeout 0", "\"type\":\"timeout\",\"attributes\":{\"timeout\":0}");
        toxics.put("reset_peer", "\"type\":\"reset_peer\",\"attributes\":{\"timeout\":5}");
        toxics.put("slicer 1 byte", "\"type\":\"slicer\",\"attributes\":{\"average_size\":1}");
        toxics.put("slicer 1 byte, 10 µs", "\"type\":\"slicer\",\"attributes\":{\"average_size\":1,\"delay\":10}");
        toxics.put(
                "slicer 100±50 bytes",
                "\"type\":\"slicer\",\"attributes\":{\"average_size\":100,\"size_variation\":50}");
        toxics.put("limit_data 1 MB", "\"type\":\"limit_data\",\"attributes\":{\"bytes\":1000000}");
        toxics.put("blackhole", "\"type\":\"blackhole\"");
        return toxics;
    }

    private static void measure(String name, String toxic, int calls) throws IOException, InterruptedException {
        try (ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.embedded(1));
                Load load = new Load()) {
            RawApi api = new RawApi(server);
            api.post(
                    "/proxies",
                    "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:" + load.port() + "\"}");
            String listen = api.get("/proxies/p").body().replaceAll(".*\"listen\":\"[^\"]*:([0-9]+)\".*", "$1");
            for (String stream : toxic.isEmpty() ? new String[0] : new String[] {"upstream", "downstream"}) {
                api.post(
                        "/proxies/p/toxics",
                        "{\"name\":\"" + stream + "\",\"stream\":\"" + stream + "\"," + toxic + "}");
            }
            load.start(toxic.isEmpty() ? load.port() : Integer.parseInt(listen));
            // Whole rounds: the last of three calls takes the toxic away again.
            for (int i = 0; i < calls / 9 * 3; i++) {
                call(api, i);
            }
            long before = sent(server);
            long startNanos = System.nanoTime();
            double[] millis = new double[calls];
            for (int i = 0; i < calls; i++) {
                long callNanos = System.nanoTime();
                call(api, i);
                millis[i] = (System.nanoTime() - callNanos) / 1e6;
            }
            double rate = (sent(server) - before) * 1e3 / (System.nanoTime() - startNanos);
            Arrays.sort(millis);
            print(
                    "%-30s %9.2f %9.2f %9.2f   %.2f%n",
                    name, millis[calls / 2], millis[calls * 99 / 100], millis[calls - 1], rate);
        }
    }

    private static void call(RawApi api, int number) {
        IntFunction<RawApi.Answer> call = switch (number % 3) {
            case 0 -> i -> api.post("/proxies/p/toxics", "{\"name\":\"more\",\"type\":\"latency\"}");
            case 1 -> i -> api.patch("/proxies/p/toxics/more", "{\"attributes\":{\"latency\":" + i % 2 + "}}");
            default -> i -> api.delete("/proxies/p/toxics/more");
        };
        RawApi.Answer answer = call.apply(number);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(answer.line());
        }
    }

    private static long sent(ToxiproxyServer server) {
        ProxyTraffic traffic = server.traffic("p").orElseThrow();
        return traffic.upstream().sentBytes() + traffic.downstream().sentBytes();
    }

    /** Four connections that write and read whatever can be; who is cut connects again. */
    private static final class Load implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> sockets = new ArrayList<>();
        private volatile boolean closed;

        Load() throws IOException {
            daemon(() -> {
                while (!closed) {
                    Socket accepted = keep(listener.accept());
                    daemon(() -> read(accepted));
                    daemon(() -> write(accepted));
                }
            });
        }

        int port() {
            return listener.getLocalPort();
        }

        void start(int port) {
            for (int i = 0; i < CONNECTIONS; i++) {
                daemon(() -> {
                    while (!closed) {
                        Socket socket = keep(new Socket());
                        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                        daemon(() -> write(socket));
                        read(socket);
                        drop(socket);
                        // A cut connection at once followed by the next would measure connects alone.
                        Thread.sleep(1);
                    }
                });
            }
        }

        private synchronized Socket keep(Socket socket) throws IOException {
            if (closed) {
                socket.close();
            }
            sockets.add(socket);
            return socket;
        }

        private synchronized void drop(Socket socket) throws IOException {
            sockets.remove(socket);
            socket.close();
        }

        private void read(Socket socket) {
            byte[] buffer = new byte[CHUNK_BYTES];
            try {
                while (socket.getInputStream().read(buffer) >= 0) {}
                drop(socket);
            } catch (IOException cut) {
                // The next one goes on.
            }
        }

        private static void write(Socket socket) {
            byte[] chunk = new byte[CHUNK_BYTES];
            try {
                while (true) {
                    socket.getOutputStream().write(chunk);
                }
            } catch (IOException cut) {
                // The next one goes on.
            }
        }

        @Override
        public synchronized void close() throws IOException {
            closed = true;
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private interface Body {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (IOException | InterruptedException closed) {
                // The benchmark is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("SystemOut")
    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
