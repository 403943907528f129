package io.ordeal.targets.etcd;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** A member of etcd. */
record EtcdServer() implements ServerProgram {
    static final String CLIENT_PORT = "client";
    static final String PEER_PORT = "peer";

    /** A tenth and a half of etcd's own: a trial of seconds is to see elections. */
    private static final int HEARTBEAT_MILLIS = 50;
    /** At least. Leases must be longer than one and a half of it, or etcd makes them so. */
    private static final int ELECTION_MILLIS = 500;

    @Override
    public Software software() {
        return EtcdSoftware.ETCD;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(CLIENT_PORT, 2379, Port.Users.CLIENTS), new Port(PEER_PORT, 2380, Port.Users.NODES));
    }

    /** All members must be told the same address of a member: its number is made of it. */
    @Override
    public Addressing addressing() {
        return Addressing.ANNOUNCED_FROM_ANYWHERE;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        String members = environment.members().stream()
                .map(node -> node + "="
                        + url(
                                node.equals(environment.node())
                                        ? environment.announce(PEER_PORT)
                                        : environment.reach(node, PEER_PORT)))
                .collect(Collectors.joining(","));
        return Launch.of(List.of(
                environment.installed(EtcdSoftware.SERVER),
                "--name=" + environment.node(),
                "--data-dir=" + environment.dataFolder() + "/etcd",
                "--listen-client-urls=" + url(environment.listen(CLIENT_PORT)),
                // to be told to clients, of which none asks
                "--advertise-client-urls=" + url(environment.announce(CLIENT_PORT)),
                "--listen-peer-urls=" + url(environment.listen(PEER_PORT)),
                "--initial-advertise-peer-urls=" + url(environment.announce(PEER_PORT)),
                "--initial-cluster=" + members,
                "--initial-cluster-state=" + (environment.joins() ? "existing" : "new"),
                "--heartbeat-interval=" + HEARTBEAT_MILLIS,
                "--election-timeout=" + ELECTION_MILLIS,
                "--logger=zap"));
    }

    static String url(InetSocketAddress address) {
        return "http://" + address.getHostString() + ":" + address.getPort();
    }

    /** Whether it answers its peers; clients are answered once there is a leader to follow. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException, InterruptedException {
        return EtcdAdmin.answersPeers(cluster, node);
    }
}
