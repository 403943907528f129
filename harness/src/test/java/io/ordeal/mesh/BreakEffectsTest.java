package io.ordeal.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.mesh.Mesh.Way;
import io.ordeal.toxiproxy.MessageRule;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A break counts what it did itself to what came along its links, and nothing else. */
@Timeout(60)
class BreakEffectsTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Link LINK = new Link("c0", "n1");
    private static final Link OTHER = new Link("c1", "n1");
    private static final List<Way> BOTH = List.of(new Way("c0", "n1"), new Way("n1", "c0"));

    private EchoServer node;
    private ProxyServer server;
    private ToxiproxyMesh mesh;

    @BeforeEach
    void start() throws IOException {
        node = new EchoServer();
        server = ProxyServer.embedded(7);
        mesh = new ToxiproxyMesh(server);
        mesh.add(LINK, "client", "127.0.0.1", node.address());
        mesh.add(OTHER, "client", "127.0.0.1", node.address());
    }

    @AfterEach
    void stop() throws IOException {
        mesh.close();
        node.close();
    }

    static Stream<Breakage> breakages() {
        return Stream.of(
                new Breakage.Hold(),
                new Breakage.Messages(MessageRule.HOLD_ALL),
                new Breakage.Drop(),
                new Breakage.Cut(),
                new Breakage.Blackhole(),
                new Breakage.Latency(Duration.ofMillis(20), Duration.ZERO),
                new Breakage.Bandwidth(1),
                new Breakage.Reset(Duration.ofMillis(10)),
                new Breakage.SlowClose(Duration.ofMillis(100)),
                new Breakage.Slices(10, 2, Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void nothingWhileNothingComesAlong(Breakage breakage) throws Exception {
        try (Socket idle = connect(LINK)) {
            echo(idle);
            if (breakage instanceof Breakage.Cut) {
                idle.close();
                eventually(() -> mesh.traffic(LINK).orElseThrow().openConnections() == 0);
            }
            Mesh.Break broken = mesh.breakWays(BOTH, breakage);
            talk(OTHER);
            // whom a cut refused nobody sees, so that without connections it is not known what it did
            OptionalLong nothing = breakage instanceof Breakage.Cut ? OptionalLong.empty() : OptionalLong.of(0);
            assertThat(broken.effect()).isEqualTo(nothing);
            broken.heal();
            if (!(breakage instanceof Breakage.Cut || breakage instanceof Breakage.Drop)) {
                echo(idle);
            }
            talk(LINK);
            assertThat(broken.effect()).as("what passes once it is healed").isEqualTo(nothing);
            assertThat(broken.measure()).isEqualTo(breakage.measure());
        }
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void whatItDidToWhatCameAlong(Breakage breakage) throws Exception {
        try (Socket socket = connect(LINK)) {
            echo(socket);
            Mesh.Break broken = mesh.breakWays(BOTH, breakage);
            if (breakage instanceof Breakage.SlowClose) {
                socket.shutdownOutput();
            } else if (!(breakage instanceof Breakage.Cut)) {
                socket.getOutputStream().write(new byte[200]);
            }
            eventually(() -> broken.effect().orElseThrow() > 0);
            broken.heal();
            OptionalLong healed = broken.effect();
            talk(LINK);
            assertThat(broken.effect()).isEqualTo(healed);
        }
    }

    @Test
    void ofAHoleIntoWhichClientsConnectAnewThoseAreCountedWhomItKeptOut() throws Exception {
        talk(LINK);
        Mesh.Break hole = mesh.breakWays(BOTH, new Breakage.Blackhole());
        Mesh.Break behind = mesh.breakWays(BOTH, new Breakage.Blackhole());
        try (Socket request = connect(LINK)) {
            request.getOutputStream().write(new byte[200]);
            eventually(() -> hole.effect().orElseThrow() > 0);
        }
        talk(OTHER);
        assertThat(hole.effect()).as("one, though it is closed both ways").hasValue(1);
        assertThat(hole.measure()).isEqualTo("connections-kept-out");
        assertThat(behind.effect())
                .as("without this one it would have been the same")
                .hasValue(0);
        behind.heal();
        hole.heal();
        talk(LINK);
        assertThat(hole.effect()).hasValue(1);
        assertThat(behind.effect()).hasValue(0);
    }

    @Test
    void ofTwoThatOverlapEachCountsItsOwn() throws Exception {
        Mesh.Break slow = mesh.breakWays(BOTH, new Breakage.Latency(Duration.ofMillis(1), Duration.ZERO));
        Mesh.Break close = mesh.breakWays(BOTH, new Breakage.SlowClose(Duration.ofMillis(1)));
        try (Socket socket = connect(LINK)) {
            echo(socket);
            assertThat(slow.effect().orElseThrow()).isPositive();
            assertThat(close.effect()).hasValue(0);
            slow.heal();
            socket.shutdownOutput();
            eventually(() -> close.effect().orElseThrow() > 0);
        }
    }

    @Test
    void whereNobodyCountsThatIsSaid() throws Exception {
        try (ToxiproxyMesh foreign = new ToxiproxyMesh(ProxyServer.at(server.host(), server.port()))) {
            foreign.add(new Link("c2", "n1"), "client", "127.0.0.1", node.address());
            List<Way> ways = List.of(new Way("c2", "n1"), new Way("n1", "c2"));
            for (Breakage breakage : List.of(new Breakage.Hold(), new Breakage.Cut())) {
                Mesh.Break broken = foreign.breakWays(ways, breakage);
                assertThat(broken.effect()).isEmpty();
                broken.heal();
                assertThat(broken.effect()).isEmpty();
            }
        }
    }

    private Socket connect(Link link) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(mesh.entrance(link, "client"), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void echo(Socket socket) throws IOException {
        socket.getOutputStream().write(7);
        assertThat(socket.getInputStream().read()).isEqualTo(7);
    }

    /** A connection of its own, to its end. */
    private void talk(Link link) throws IOException {
        try (Socket socket = connect(link)) {
            echo(socket);
        }
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!condition.call()) {
            assertThat(System.nanoTime() - endNanos).isNegative();
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
