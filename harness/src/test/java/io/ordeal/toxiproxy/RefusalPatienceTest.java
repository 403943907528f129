package io.ordeal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of a connection whose upstream listens a moment too late. */
class RefusalPatienceTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void anUpstreamThatListensTooLateIsReachedAllTheSame() throws Exception {
        ToxiproxyOptions options = new ToxiproxyOptions("localhost", 0, 1, null, false, false, LONG, LONG);
        try (ToxiproxyServer server = ToxiproxyServer.start(options);
                ServerSocket upstream = new ServerSocket()) {
            int port = freePort();
            Proxy proxy = new ToxiproxyClient("127.0.0.1", server.port())
                    .createProxy("late", "127.0.0.1:0", "127.0.0.1:" + port);
            String listen = proxy.getListen();
            int listenPort = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listenPort)) {
                client.getOutputStream().write(42);
                // long enough for the first attempts to be refused; if they are not, the test has less to say
                Thread.sleep(50);
                upstream.setReuseAddress(true);
                upstream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                try (Socket accepted = upstream.accept()) {
                    assertThat(accepted.getInputStream().read()).isEqualTo(42);
                }
            }
            assertThat(server.traffic("late").orElseThrow().failedDials()).isZero();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
