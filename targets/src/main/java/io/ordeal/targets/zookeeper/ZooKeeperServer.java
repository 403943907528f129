package io.ordeal.targets.zookeeper;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.software.JavaServer;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.parts.HostsFile;
import io.ordeal.targets.parts.JavaProperties;
import io.ordeal.toxiproxy.framing.Framing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of a ZooKeeper ensemble, which syncs its log before it acknowledges.
 *
 * <p>Each server's configuration names the others by its own links to them. Itself it names {@code 0.0.0.0}: a server that
 * opens the connection for an election sends its own address along, and a peer with a higher number calls back there,
 * round the link, unless the address is the wildcard; then it looks into its own configuration (see {@code
 * QuorumCnxManager.InitialMessage}). The price is that the ports of the ensemble are open on all of the machine's
 * interfaces; the clients' port is not.
 *
 * <p>Where members change, there is one configuration for all, which the servers keep among themselves. In it all have names,
 * and each finds in a file of hosts of its own where its links to the others are; so a peer that is told a name calls back
 * by its own link. It lies with the data, as it is what a server knows, and is gone with it.
 *
 * <p>Ticks are short, so that sessions of 1 s to 20 s can be asked for.
 */
record ZooKeeperServer(boolean changing) implements ServerProgram {
    static final String CLIENT_PORT = "client";
    static final String QUORUM_PORT = "quorum";
    static final String ELECTION_PORT = "election";

    /** Sessions end at the ticks. */
    static final Duration TICK = Duration.ofMillis(500);
    /** In ticks: how long a follower may take to connect and load the leader's data. */
    private static final int INIT_LIMIT = 20;
    /** In ticks: how far a follower may lag, and how long a leader may be silent, before they part. */
    private static final int SYNC_LIMIT = 5;

    private static final String STATIC_FILE = "zoo.cfg";
    private static final String DYNAMIC_FILE = "zoo.cfg.dynamic";

    private static final String LOGBACK = HarnessJava.logback(List.of("org.apache.zookeeper.server.quorum"));

    @Override
    public Software software() {
        return ZooKeeperSoftware.ZOOKEEPER;
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port(CLIENT_PORT, 2181, Port.Users.CLIENTS).framed(Framing.ZOOKEEPER),
                new Port(QUORUM_PORT, 2888, Port.Users.NODES).framed(Framing.ZOOKEEPER_QUORUM),
                new Port(ELECTION_PORT, 3888, Port.Users.NODES));
    }

    @Override
    public Addressing addressing() {
        return changing ? Addressing.NAMED : Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        String folder = changing ? environment.dataFolder() : environment.configFolder();
        String configuration = folder + "/" + STATIC_FILE;
        List<String> flags = flags(environment);
        Launch launch;
        if (environment.kind() == ClusterKind.CONTAINER) {
            launch = Launch.of(List.of(environment.installed("zkServer.sh"), "start-foreground", configuration))
                    .withVariable("JVMFLAGS", String.join(" ", flags))
                    .withVariable("JMXDISABLE", "true");
        } else {
            List<String> command = new ArrayList<>();
            command.add(environment.installed(JavaServer.JAVA));
            command.addAll(flags);
            command.addAll(List.of("-cp", environment.installed(JavaServer.CLASS_PATH)));
            command.addAll(List.of(ZooKeeperSoftware.MAIN, configuration));
            launch = Launch.of(command);
        }
        Launch withFiles = launch.withFile(HarnessJava.LOGBACK, LOGBACK)
                .withDataFile("myid", Integer.toString(id(environment, environment.node())));
        if (!changing) {
            return withFiles.withFile(STATIC_FILE, lines(configuration(environment)) + lines(members(environment)));
        }
        return withFiles
                .withFile(HostsFile.NAME, HostsFile.of(environment, QUORUM_PORT))
                .withDataFile(STATIC_FILE, lines(configuration(environment)))
                .withDataFile(DYNAMIC_FILE, lines(named(environment)));
    }

    private List<String> flags(NodeEnvironment environment) {
        List<String> flags = new ArrayList<>(List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=" + environment.temporaryFolder(),
                "-Dlogback.configurationFile=" + environment.configFolder() + "/" + HarnessJava.LOGBACK,
                // elections that take a few hundred milliseconds, and don't wait 5 s for who doesn't answer
                "-Dzookeeper.fastleader.minNotificationInterval=50",
                "-Dzookeeper.fastleader.maxNotificationInterval=400",
                "-Dzookeeper.cnxTimeout=500",
                // a leader whose followers have left before they followed waits for them no longer than this
                "-Dzookeeper.leader.maxTimeToWaitForEpoch=500",
                // else every log file begins as 64 MB of zeros
                "-Dzookeeper.preAllocSize=4096"));
        if (changing) {
            flags.add(HostsFile.option(environment));
            // whoever may write at all may change the members
            flags.add("-Dzookeeper.skipACL=yes");
        }
        return flags;
    }

    private List<String> configuration(NodeEnvironment environment) {
        InetSocketAddress client = environment.listen(CLIENT_PORT);
        List<String> lines = new ArrayList<>(List.of(
                "tickTime=" + TICK.toMillis(),
                "initLimit=" + INIT_LIMIT,
                "syncLimit=" + SYNC_LIMIT,
                "dataDir=" + JavaProperties.value(environment.dataFolder()),
                "clientPort=" + client.getPort(),
                "clientPortAddress=" + client.getHostString(),
                "maxClientCnxns=0",
                "admin.enableServer=false",
                "standaloneEnabled=false",
                "4lw.commands.whitelist=" + FourLetterWord.whitelist()));
        if (changing) {
            lines.add("reconfigEnabled=true");
            lines.add("dynamicConfigFile=" + JavaProperties.value(environment.dataFolder() + "/" + DYNAMIC_FILE));
        }
        return lines;
    }

    /** Each by the server's own link to it. */
    private static List<String> members(NodeEnvironment environment) {
        return environment.nodes().stream()
                .map(node -> "server." + id(environment, node) + "=" + member(environment, node))
                .toList();
    }

    /** Each by its name; those who are members, or are about to be. */
    private static List<String> named(NodeEnvironment environment) {
        return environment.members().stream()
                .map(node -> ZooKeeperMembership.line(
                        id(environment, node),
                        node,
                        address(environment, node, QUORUM_PORT).getPort(),
                        address(environment, node, ELECTION_PORT).getPort()))
                .toList();
    }

    private static InetSocketAddress address(NodeEnvironment environment, String node, String port) {
        return node.equals(environment.node()) ? environment.listen(port) : environment.reach(node, port);
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static String member(NodeEnvironment environment, String node) {
        if (node.equals(environment.node())) {
            return "0.0.0.0:" + environment.listen(QUORUM_PORT).getPort() + ":"
                    + environment.listen(ELECTION_PORT).getPort();
        }
        InetSocketAddress quorum = environment.reach(node, QUORUM_PORT);
        InetSocketAddress election = environment.reach(node, ELECTION_PORT);
        if (!quorum.getHostString().equals(election.getHostString())) {
            throw new IllegalArgumentException("ZooKeeper takes one host for both ports of " + node + ", not "
                    + quorum.getHostString() + " and " + election.getHostString());
        }
        return quorum.getHostString() + ":" + quorum.getPort() + ":" + election.getPort();
    }

    private static int id(NodeEnvironment environment, String node) {
        return environment.nodes().indexOf(node) + 1;
    }

    /** Whether it answers; it needs no leader for that. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        return FourLetterWord.RUOK.ask(cluster, node).equals("imok");
    }
}
