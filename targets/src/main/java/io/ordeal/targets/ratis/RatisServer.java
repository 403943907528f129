package io.ordeal.targets.ratis;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.parts.HarnessJava;
import io.ordeal.targets.parts.HostsFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of Ratis: a JVM of its own. Who leads tells the others in Ratis' log where all are, so all must call them the same:
 * by names, of which each knows for itself where they lead.
 */
record RatisServer() implements ServerProgram {
    static final String CLIENT_PORT = "client";
    static final String PEER_PORT = "peer";

    /** Warnings, and what Ratis says of elections and of logs that differ. */
    private static final String LOGBACK = HarnessJava.logback(List.of(
            "org.apache.ratis.server.impl.RoleInfo",
            "org.apache.ratis.server.impl.LeaderElection",
            "org.apache.ratis.server.RaftServer$Division"));

    @Override
    public Software software() {
        return RatisSoftware.RATIS;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(CLIENT_PORT, 9870, Port.Users.CLIENTS), new Port(PEER_PORT, 9871, Port.Users.NODES));
    }

    @Override
    public Addressing addressing() {
        return Addressing.NAMED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        List<String> command = HarnessJava.command(
                environment,
                List.of(
                        "-Xmx128m",
                        "-Xss512k",
                        HostsFile.option(environment),
                        // else an answer waits for the client to acknowledge its head
                        "-Dsun.net.httpserver.nodelay=true"));
        command.addAll(List.of(
                RatisSoftware.MAIN,
                environment.node(),
                environment.dataFolder() + "/ratis",
                text(environment.listen(CLIENT_PORT)),
                text(environment.listen(PEER_PORT))));
        List<String> peers = new ArrayList<>();
        for (String node : environment.nodes()) {
            InetSocketAddress address = node.equals(environment.node())
                    ? environment.listen(PEER_PORT)
                    : environment.reach(node, PEER_PORT);
            peers.add(node + "=" + node + ":" + address.getPort());
        }
        command.addAll(peers);
        return Launch.of(command)
                .withFile(HostsFile.NAME, HostsFile.of(environment, PEER_PORT))
                .withFile(HarnessJava.LOGBACK, LOGBACK);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Whether it answers clients, if only that it knows no leader. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException, InterruptedException, RatisException {
        RatisHttp.Status unused = RatisAdmin.status(cluster, node);
        return true;
    }
}
