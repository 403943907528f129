package io.ordeal.targets.gluster;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A node: glusterd, and what it starts by itself, a brick and a healer. */
record GlusterServer() implements ServerProgram {
    /** Where nodes tell each other of volumes, and mounts are told what one is made of. */
    static final String MANAGEMENT_PORT = "management";
    /** Files: written by mounts, and by the healers of other nodes. */
    static final String BRICK_PORT = "brick";

    static final int MANAGEMENT = 24007;
    static final int FIRST_BRICK = 49152;

    /** Where bricks are, in the node's root and in its data. */
    static final String BRICKS = "/bricks";

    private static final String LIST = "glusterd.vol";

    /**
     * Becomes the program that it is given, in a network whose connections are forgotten once they are closed: glusterd gives a brick
     * no port of which one is remembered, as after a kill for a minute.
     */
    private static final String AT_ITS_PORT =
            "echo 0 >/proc/sys/net/ipv4/tcp_max_tw_buckets; echo 1 >/proc/sys/net/ipv4/tcp_fin_timeout; exec \"$@\"";

    @Override
    public Software software() {
        return GlusterSoftware.GLUSTER;
    }

    @Override
    public String name() {
        return "glusterd";
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port(MANAGEMENT_PORT, MANAGEMENT, Port.Users.BOTH),
                new Port(BRICK_PORT, FIRST_BRICK, Port.Users.BOTH));
    }

    @Override
    public Addressing addressing() {
        return Addressing.NAMED;
    }

    /** What it is known by to the others, from the beginning: they need not be introduced to each other. */
    static UUID id(String node) {
        return UUID.nameUUIDFromBytes(("ordeal " + node).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Launch launch(NodeEnvironment environment) throws IOException {
        if (environment.kind() != ClusterKind.NAMESPACE) {
            throw new UnsupportedOperationException(
                    "GlusterFS' nodes look for each other's bricks at ports that must be free at all addresses, and so need a"
                            + " network each: --cluster namespace");
        }
        String data = environment.dataFolder();
        // where a brick keeps what is still to be healed; it makes all else, but not this
        Files.createDirectories(Path.of(data + GlusterCluster.BRICK, ".glusterfs", "indices"));
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", AT_ITS_PORT, name()));
        command.addAll(RootScript.becoming(
                environment.configFolder() + "/" + RootScript.NAME,
                environment.installed(GlusterSoftware.TREE),
                environment.temporaryFolder(),
                List.of(
                        new RootScript.Bound(environment.configFolder(), RootScript.SETTINGS),
                        new RootScript.Bound(data + "/glusterd", "/var/lib/glusterd"),
                        new RootScript.Bound(data + BRICKS, BRICKS),
                        new RootScript.Bound(data + "/log", "/var/log/glusterfs")),
                List.of("/usr/sbin/glusterd", "--no-daemon", "--log-file=-", "--log-level=INFO")));
        Launch launch = Launch.of(command)
                .withFile(RootScript.NAME, RootScript.text())
                .withFile(RootScript.HOSTS, hosts(environment))
                .withFile(LIST, settings(environment))
                .withDataFile(
                        "glusterd/glusterd.info",
                        "UUID=" + id(environment.node()) + "\noperating-version=" + VolumeFiles.OPERATING_VERSION
                                + "\n");
        for (Map.Entry<String, String> file :
                VolumeFiles.of(environment.nodes()).entrySet()) {
            launch = launch.withDataFile("glusterd/" + file.getKey(), file.getValue());
        }
        for (String node : environment.nodes()) {
            if (!node.equals(environment.node())) {
                // 3: befriended
                launch = launch.withDataFile(
                        "glusterd/peers/" + id(node), "uuid=" + id(node) + "\nstate=3\nhostname1=" + node + "\n");
            }
        }
        return launch;
    }

    private static String settings(NodeEnvironment environment) {
        return """
                volume management
                    type mgmt/glusterd
                    option working-directory /var/lib/glusterd
                    option transport-type socket
                    option transport.address-family inet
                    option transport.socket.bind-address %s
                    option transport.socket.listen-port %d
                    option transport.socket.keepalive-time 10
                    option transport.socket.keepalive-interval 2
                    option transport.socket.keepalive-count 3
                    option rpc-auth-allow-insecure on
                    option ping-timeout %d
                    option base-port %d
                    option max-port %d
                end-volume
                """.formatted(
                        environment.node(),
                        environment.listen(MANAGEMENT_PORT).getPort(),
                        GlusterCluster.PING_TIMEOUT.toSeconds(),
                        environment.listen(BRICK_PORT).getPort(),
                        environment.listen(BRICK_PORT).getPort());
    }

    private static String hosts(NodeEnvironment environment) {
        return environment.nodes().stream()
                .map(node -> (node.equals(environment.node())
                                        ? environment.listen(MANAGEMENT_PORT)
                                        : environment.reach(node, MANAGEMENT_PORT))
                                .getAddress()
                                .getHostAddress()
                        + " " + node + "\n")
                .collect(Collectors.joining("", "127.0.0.1 localhost\n", ""));
    }

    /** Whether glusterd listens; its brick, if there is a volume yet, comes a moment later. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        InetSocketAddress address = cluster.direct(node, MANAGEMENT_PORT);
        new Socket(address.getAddress(), address.getPort()).close();
        return true;
    }
}
