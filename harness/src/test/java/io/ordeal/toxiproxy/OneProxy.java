package io.ordeal.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server with the proxy {@code p} before an upstream, and what one does with the sockets of both its ends. */
abstract class OneProxy {
    /** How long a socket must stay silent to be called so; a correct server passes however short it is. */
    private static final int SILENCE_MILLIS = 100;

    ToxiproxyServer server;
    RawApi api;
    Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        server = ToxiproxyServer.start(new ToxiproxyOptions("localhost", 0, 1, null, true, true));
        api = new RawApi(server);
        upstream = new Upstream();
        upstream.behind(api, "p");
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
        server.close();
    }

    ProxyTraffic traffic() {
        return server.traffic("p").orElseThrow();
    }

    void awaitHeld(Direction direction, long bytes) throws InterruptedException {
        long deadline = System.nanoTime() + Upstream.PATIENCE_MILLIS * 1_000_000L;
        while (traffic().direction(direction).heldBytes() != bytes) {
            assertThat(System.nanoTime()).as("held: %s", traffic()).isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    static String read(Socket socket, int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), UTF_8);
    }

    /** All until the FIN. */
    static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    static void assertEof(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read())
                .as("FIN, not RST, and no byte")
                .isEqualTo(-1);
    }

    static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(Upstream.PATIENCE_MILLIS);
    }

    /** Writes in a thread of its own, because the proxy may let the writer wait. */
    static Thread writeAside(Socket socket, byte[] bytes) {
        Thread writer = new Thread(() -> {
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        return writer;
    }
}
