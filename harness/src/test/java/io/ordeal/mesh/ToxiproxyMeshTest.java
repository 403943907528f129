package io.ordeal.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.mesh.Mesh.Way;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each breakage as the endpoints see it, on real sockets. That nothing arrives is asked of a link for {@link
 * #SILENCE_MILLIS}: a link that does let through would be caught by one of many runs, a slow machine fails none.
 */
@Timeout(60)
class ToxiproxyMeshTest {
    private static final int SILENCE_MILLIS = 150;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Link LINK = new Link("c0", "n1");
    private static final Way THERE = new Way("c0", "n1");
    private static final Way BACK = THERE.back();
    private static final List<Way> BOTH = List.of(THERE, BACK);

    private EchoServer node;
    private ProxyServer server;
    private ToxiproxyMesh mesh;

    @BeforeEach
    void start() throws IOException {
        node = new EchoServer();
        server = ProxyServer.embedded(7);
        mesh = new ToxiproxyMesh(server);
        mesh.add(LINK, "client", "127.0.0.1", node.address());
    }

    @AfterEach
    void stop() throws IOException {
        mesh.close();
        node.close();
    }

    private Socket connect() throws IOException {
        return connect(mesh.entrance(LINK, "client"));
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(address, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void say(Socket socket, int what) throws IOException {
        socket.getOutputStream().write(what);
    }

    private static int hear(Socket socket) throws IOException {
        return socket.getInputStream().read();
    }

    private static void assertEchoes(Socket socket, int what) throws IOException {
        say(socket, what);
        assertThat(hear(socket)).isEqualTo(what);
    }

    private void assertNodeHearsNothing() throws InterruptedException {
        assertThat(node.heard().poll(SILENCE_MILLIS, TimeUnit.MILLISECONDS)).isNull();
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> hear(socket)).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** The connection is at its end, cleanly or not. */
    private static void assertEnded(Socket socket) {
        try {
            assertThat(hear(socket)).isEqualTo(-1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection still stands", e);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private int nodeHears() throws InterruptedException {
        Integer heard = node.heard().poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(heard).as("the node heard something").isNotNull();
        return heard;
    }

    /** The proxy has taken so many bytes from the client. */
    private void proxyHasRead(long bytes) throws Exception {
        eventually(() -> server.traffic("c0-n1.client").orElseThrow().upstream().receivedBytes() == bytes);
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!condition.call()) {
            assertThat(System.nanoTime() - endNanos).isNegative();
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Test
    void passesAndCounts() throws Exception {
        try (Socket socket = connect()) {
            assertEchoes(socket, 1);
            assertEchoes(socket, 2);
            eventually(() -> mesh.traffic(LINK).orElseThrow().upstreamBytes() == 2);
            Mesh.Traffic traffic = mesh.traffic(LINK).orElseThrow();
            assertThat(traffic.connections()).isEqualTo(1);
            assertThat(traffic.openConnections()).isEqualTo(1);
        }
        assertThat(mesh.links()).containsExactly(LINK);
    }

    @Test
    void entranceOfAnUnknownLinkIsRefusedByName() {
        assertThatThrownBy(() -> mesh.entrance(new Link("c0", "n9"), "client"))
                .hasMessageContaining("c0→n9")
                .hasMessageContaining("[c0→n1]");
        assertThatThrownBy(() -> mesh.entrance(LINK, "peer"))
                .hasMessageContaining("peer")
                .hasMessageContaining("client");
    }

    static Stream<Breakage> lossless() {
        return Stream.of(new Breakage.Hold(), new Breakage.Blackhole());
    }

    @ParameterizedTest
    @MethodSource("lossless")
    void holdsOneWayOnlyAndGivesBack(Breakage breakage) throws Exception {
        try (Socket socket = connect()) {
            assertEchoes(socket, 1);
            assertThat(nodeHears()).isEqualTo(1);
            Mesh.Break there = mesh.breakWays(List.of(THERE), breakage);
            say(socket, 2);
            assertNodeHearsNothing();
            proxyHasRead(2);
            // the other way is open: the node can still speak
            node.connections().get(0).getOutputStream().write(9);
            assertThat(hear(socket)).isEqualTo(9);
            assertThat(there.heal()).containsEntry("bytes-held", 1L);
            assertThat(nodeHears()).isEqualTo(2);
            assertThat(hear(socket)).isEqualTo(2);

            Mesh.Break back = mesh.breakWays(List.of(BACK), breakage);
            say(socket, 3);
            assertThat(nodeHears()).isEqualTo(3);
            assertSilent(socket);
            back.heal();
            assertThat(hear(socket)).isEqualTo(3);
        }
    }

    @Test
    void dropLosesBytesAndClosesWhenHealed() throws Exception {
        try (Socket socket = connect()) {
            assertEchoes(socket, 1);
            assertThat(nodeHears()).isEqualTo(1);
            Mesh.Break drop = mesh.breakWays(BOTH, new Breakage.Drop());
            say(socket, 2);
            assertNodeHearsNothing();
            proxyHasRead(2);
            try (Socket later = connect()) {
                assertThat(later.isConnected()).isTrue();
            }
            Map<String, Object> outcome = drop.heal();
            assertThat(outcome).containsEntry("bytes-dropped", 1L);
            assertThat((Long) outcome.get("connections-opened")).isPositive();
            assertEnded(socket);
            assertThat(node.heard()).isEmpty();
        }
        assertWorks();
    }

    @Test
    void cutEndsConnectionsAndRefusesUntilAllCutsAreHealed() throws Exception {
        try (Socket socket = connect()) {
            assertEchoes(socket, 1);
            Mesh.Break cut = mesh.breakWays(BOTH, new Breakage.Cut());
            assertThat(cut.done()).containsEntry("links", 1L).containsEntry("connections", 1L);
            assertEnded(socket);
            Mesh.Break again = mesh.breakWays(BOTH, new Breakage.Cut());
            assertThat(cut.heal()).containsEntry("connections-cut", 1L);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            again.heal();
        }
        assertWorks();
    }

    @Test
    void cutHasNoOneWayForm() throws Exception {
        assertThatThrownBy(() -> mesh.breakWays(List.of(THERE), new Breakage.Cut()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no one-way form")
                .hasMessageContaining("hold, drop or blackhole");
        assertWorks();
    }

    @Test
    void blackholeAcceptsNobody() throws Exception {
        Mesh.Break hole = mesh.breakWays(BOTH, new Breakage.Blackhole());
        InetSocketAddress entrance = mesh.entrance(LINK, "client");
        try (Socket socket = new Socket()) {
            try {
                socket.connect(entrance, SILENCE_MILLIS);
                say(socket, 1);
                assertSilent(socket);
            } catch (SocketTimeoutException e) {
                // as good: no answer to the connect
                assertThat(e).hasMessageContaining("timed out");
            }
        }
        assertThat(node.heard()).isEmpty();
        hole.heal();
        assertWorks();
    }

    @Test
    void resetIsSeenAndHealed() throws Exception {
        Mesh.Break reset = mesh.breakWays(BOTH, new Breakage.Reset(Duration.ZERO));
        try (Socket socket = connect()) {
            say(socket, 1);
            assertThatThrownBy(() -> hear(socket))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }
        assertThat((Long) reset.heal().get("connections-reset")).isPositive();
        assertWorks();
    }

    static Stream<Breakage> slow() {
        return Stream.of(
                new Breakage.Latency(Duration.ofMillis(30), Duration.ofMillis(10)),
                new Breakage.Bandwidth(1),
                new Breakage.SlowClose(Duration.ofMillis(50)),
                new Breakage.Slices(2, 1, Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @MethodSource("slow")
    void slowLinksDeliverEverythingInOrder(Breakage breakage) throws Exception {
        Mesh.Break slow = mesh.breakWays(BOTH, breakage);
        try (Socket socket = connect()) {
            byte[] sent = new byte[100];
            for (int i = 0; i < sent.length; i++) {
                sent[i] = (byte) i;
            }
            socket.getOutputStream().write(sent);
            assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            eventually(() -> mesh.traffic(LINK).orElseThrow().downstreamBytes() == sent.length);
            assertThat((Long) slow.heal().get("bytes-passed")).isBetween((long) sent.length, 2L * sent.length);
            assertEchoes(socket, 5);
            socket.shutdownOutput();
            assertThat(hear(socket)).isEqualTo(-1);
        }
        assertWorks();
    }

    @Test
    void latencyDelays() throws Exception {
        Mesh.Break slow = mesh.breakWays(List.of(THERE), new Breakage.Latency(Duration.ofMillis(200), Duration.ZERO));
        try (Socket socket = connect()) {
            long before = System.nanoTime();
            assertEchoes(socket, 1);
            // no machine is so slow that time would pass too fast
            assertThat(System.nanoTime() - before)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(195).toNanos());
        }
        slow.heal();
    }

    @Test
    void breaksOverlapAndEachHealsItsOwn() throws Exception {
        try (Socket socket = connect()) {
            assertEchoes(socket, 1);
            assertThat(nodeHears()).isEqualTo(1);
            Mesh.Break first = mesh.breakWays(BOTH, new Breakage.Hold());
            Mesh.Break second = mesh.breakWays(List.of(THERE), new Breakage.Hold());
            Mesh.Break third = mesh.breakWays(BOTH, new Breakage.Blackhole());
            say(socket, 2);
            first.heal();
            assertNodeHearsNothing();
            third.heal();
            assertNodeHearsNothing();
            second.heal();
            assertThat(nodeHears()).isEqualTo(2);
            assertThat(hear(socket)).isEqualTo(2);
            assertThat(second.heal()).as("healing is idempotent").isEqualTo(second.heal());
        }
    }

    @Test
    void aCutUnderAHoldLeavesTheHold() throws Exception {
        Mesh.Break hold = mesh.breakWays(BOTH, new Breakage.Hold());
        Mesh.Break cut = mesh.breakWays(BOTH, new Breakage.Cut());
        cut.heal();
        try (Socket socket = connect()) {
            say(socket, 1);
            assertNodeHearsNothing();
            hold.heal();
            assertThat(nodeHears()).isEqualTo(1);
        }
    }

    @Test
    void healAllHealsEverything() throws Exception {
        for (Breakage breakage :
                List.of(new Breakage.Hold(), new Breakage.Drop(), new Breakage.Cut(), new Breakage.Blackhole())) {
            mesh.breakWays(BOTH, breakage);
        }
        mesh.healAll();
        mesh.healAll();
        assertWorks();
    }

    @Test
    void messagesBetweenNodesTravelOnBothTheirLinks() throws Exception {
        try (EchoServer other = new EchoServer()) {
            Link there = new Link("n1", "n2");
            Link back = new Link("n2", "n1");
            mesh.add(there, "peer", "127.0.0.1", other.address());
            mesh.add(back, "peer", "127.0.0.1", node.address());
            try (Socket opened = connect(mesh.entrance(there, "peer"));
                    Socket reverse = connect(mesh.entrance(back, "peer"))) {
                assertEchoes(opened, 1);
                assertEchoes(reverse, 1);
                other.heard().clear();
                node.heard().clear();
                // n1 → n2 is upstream where n1 has opened, downstream where n2 has
                Mesh.Break broken = mesh.breakWays(Set.of(new Way("n1", "n2")), new Breakage.Hold());
                assertThat(broken.done()).containsEntry("links", 2L);
                say(opened, 2);
                say(reverse, 3);
                assertThat(nodeHears()).isEqualTo(3);
                assertSilent(reverse);
                assertThat(other.heard()).isEmpty();
                broken.heal();
                assertThat(hear(opened)).isEqualTo(2);
                assertThat(hear(reverse)).isEqualTo(3);
            }
        }
    }

    @Test
    void aWayThatNoLinkCarriesIsAnError() {
        assertThatThrownBy(() -> mesh.breakWays(List.of(new Way("c1", "c2")), new Breakage.Hold()))
                .hasMessageContaining("c1→c2");
    }

    @Test
    void aForeignServerIsRefusedBlackHolesAndLeftAsItWas() throws Exception {
        try (ProxyServer original = ProxyServer.embedded(1);
                ToxiproxyMesh foreign = new ToxiproxyMesh(ProxyServer.at(original.host(), original.port()))) {
            foreign.add(LINK, "client", "127.0.0.1", node.address());
            assertThat(foreign.refusal(new Breakage.Blackhole()).orElseThrow()).contains("hold, drop or cut");
            assertThat(foreign.refusal(new Breakage.Hold())).isEmpty();
            assertThatThrownBy(() -> foreign.breakWays(BOTH, new Breakage.Blackhole()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(foreign.traffic(LINK)).isEmpty();
            Mesh.Break hold = foreign.breakWays(BOTH, new Breakage.Hold());
            assertThat(hold.heal()).isEmpty();
            assertThat(original.traffic("c0-n1.client")).isPresent();
            foreign.close();
            assertThat(original.traffic("c0-n1.client")).isEmpty();
        }
    }

    @Test
    void closingLeavesNothingListening() throws IOException {
        InetSocketAddress entrance = mesh.entrance(LINK, "client");
        mesh.announce(
                "n1",
                "client",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Senders.byAddress(Map.of()),
                node.address());
        mesh.close();
        mesh.close();
        assertThatThrownBy(() -> connect(entrance)).isInstanceOf(ConnectException.class);
    }

    @Test
    void announcedAddressLeadsEachSenderToItsOwnLink() throws Exception {
        Link second = new Link("n2", "n1");
        Link third = new Link("n3", "n1");
        mesh.add(second, "client", "127.0.0.1", node.address());
        mesh.add(third, "client", "127.0.0.1", node.address());
        AnnouncedEntrance announced = mesh.announce(
                "n1",
                "client",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Senders.byAddress(Map.of(loopback(1), "n1", loopback(2), "n2", loopback(3), "n3")),
                node.address());
        try (Socket fromItself = connectFrom(loopback(1), announced.address());
                Socket fromSecond = connectFrom(loopback(2), announced.address());
                Socket fromThird = connectFrom(loopback(3), announced.address())) {
            assertEchoes(fromItself, 0);
            assertEchoes(fromSecond, 1);
            assertEchoes(fromThird, 2);
            assertThat(mesh.traffic(second).orElseThrow().connections()).isEqualTo(1);
            assertThat(mesh.traffic(third).orElseThrow().connections()).isEqualTo(1);
            Mesh.Break broken = mesh.breakWays(List.of(new Way("n2", "n1")), new Breakage.Hold());
            say(fromSecond, 3);
            assertEchoes(fromThird, 4);
            assertSilent(fromSecond);
            broken.heal();
            assertThat(hear(fromSecond)).isEqualTo(3);
            // FIN is passed on, and comes back when the node has closed, too
            fromSecond.shutdownOutput();
            assertThat(hear(fromSecond)).isEqualTo(-1);
            // RST is passed on: the cut of n3's link ends its connection
            mesh.breakWays(List.of(new Way("n3", "n1"), new Way("n1", "n3")), new Breakage.Cut());
            assertEnded(fromThird);
        }
        assertThatThrownBy(() -> {
                    try (Socket stranger = connect(announced.address())) {
                        hear(stranger);
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    /** 127.0.1.i */
    private static InetAddress loopback(int i) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) i});
    }

    private static Socket connectFrom(InetAddress source, InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(source, 0));
        socket.connect(to, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** A new connection works as if nothing had ever happened. */
    private void assertWorks() throws IOException {
        try (Socket socket = connect()) {
            assertEchoes(socket, 42);
            socket.shutdownOutput();
            assertThat(hear(socket)).isEqualTo(-1);
        }
    }
}
