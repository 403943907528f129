package io.ordeal.fault;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterSettings;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.MeshFactory;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.PrimaryFinder;
import io.ordeal.cluster.ProcessCluster;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.mesh.EchoMain;
import io.ordeal.mesh.Link;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real processes that say back what they hear, behind a real mesh. The first of them that runs takes itself for primary.
 */
final class EchoCluster {
    static final int PATIENCE_MILLIS = 20_000;
    static final int SILENCE_MILLIS = 150;
    private static final String PORT = "client";

    private EchoCluster() {}

    /** So many nodes, n1 and the next. */
    static ClusterDescription description(int nodes) {
        NodeSpec[] specs = new NodeSpec[nodes];
        java.util.Arrays.setAll(specs, i -> new NodeSpec("n" + (i + 1), new EchoProgram()));
        return new Description(List.of(specs));
    }

    static ProcessCluster start(Path folder, int nodes, int workers) throws Exception {
        return ProcessCluster.start(
                description(nodes),
                new ClusterSettings(folder, folder.resolve("cache"), workers, MeshFactory.embedded(3)));
    }

    private record Description(List<NodeSpec> nodes) implements ClusterDescription {
        @Override
        public Optional<PrimaryFinder> primaryFinder() {
            return Optional.of(cluster -> nodes.stream()
                    .map(NodeSpec::name)
                    .filter(node -> cluster.state(node) == Cluster.State.RUNNING)
                    .limit(1)
                    .collect(java.util.stream.Collectors.toSet()));
        }
    }

    private static final class EchoProgram implements ServerProgram {
        @Override
        public Software software() {
            return new Software("echo 1", cache -> Map.of());
        }

        @Override
        public List<Port> ports() {
            return List.of(new Port(PORT, 7, Port.Users.BOTH));
        }

        @Override
        public Addressing addressing() {
            return Addressing.CONFIGURED;
        }

        @Override
        public Launch launch(NodeEnvironment environment) throws URISyntaxException {
            InetSocketAddress listen = environment.listen(PORT);
            String classes = Path.of(EchoMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            return Launch.of(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx16m",
                    "-cp",
                    classes,
                    EchoMain.class.getName(),
                    listen.getHostString(),
                    Integer.toString(listen.getPort())));
        }

        @Override
        public boolean isUp(Cluster cluster, String node) throws IOException {
            return answers(cluster.direct(node, PORT), PATIENCE_MILLIS);
        }
    }

    /** Whether a node answers the harness. */
    static boolean answers(Cluster cluster, String node) {
        try {
            return answers(cluster.direct(node, PORT), SILENCE_MILLIS);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the receiver of a link answers its sender on a new connection, both ways. */
    static boolean answers(Cluster cluster, String from, String to) {
        try {
            return answers(cluster.mesh().entrance(new Link(from, to), PORT), SILENCE_MILLIS);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(InetSocketAddress address, int patienceMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, patienceMillis);
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream().write(1);
            return socket.getInputStream().read() == 1;
        }
    }

    /** The link answers, however slow the machine is. */
    static boolean answersAtLast(Cluster cluster, String from, String to) throws IOException {
        return answers(cluster.mesh().entrance(new Link(from, to), PORT), PATIENCE_MILLIS);
    }

    static boolean answersAtLast(Cluster cluster, String node) throws IOException {
        return answers(cluster.direct(node, PORT), PATIENCE_MILLIS);
    }
}
