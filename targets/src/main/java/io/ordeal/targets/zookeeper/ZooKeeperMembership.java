package io.ordeal.targets.zookeeper;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.Stat;

/**
 * Members of an ensemble by its dynamic configuration (ZooKeeper Administrator's Guide, Dynamic Reconfiguration): a server
 * that was started with the members' names and its own follows without a vote, until a {@code reconfig} has it take part.
 */
final class ZooKeeperMembership implements Membership {
    /** Who says that nothing is lost by it. */
    static final String PROMISE =
            "Shraer, Reed, Malkhi and Junqueira, Dynamic Reconfiguration of Primary/Backup Clusters, USENIX ATC 2012:"
                    + " what was acknowledged passes on to the new members";

    private static final int TIMEOUT_MILLIS = 4_000;

    /** As in a configuration: {@code server.4=n4:2888:3888:participant}. */
    private static final Pattern PARTICIPANT = Pattern.compile("(?m)^server\\.\\d+=([a-z][a-z0-9]*):.*:participant");

    /** A member as its configuration tells it. */
    static String line(int id, String node, int quorumPort, int electionPort) {
        return "server." + id + "=" + node + ":" + quorumPort + ":" + electionPort + ":participant";
    }

    @Override
    public Set<String> members(Cluster cluster) throws Exception {
        return asked(cluster, everybody(cluster), ZooKeeperMembership::participants);
    }

    private static Set<String> participants(ZooKeeperAdmin zookeeper) throws Exception {
        CompletableFuture<Integer> synced = new CompletableFuture<>();
        zookeeper.sync(ZooDefs.CONFIG_NODE, (code, path, context) -> synced.complete(code), null);
        int code = synced.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        if (code != Code.OK.intValue()) {
            throw KeeperException.create(Code.get(code), ZooDefs.CONFIG_NODE);
        }
        String configuration = new String(zookeeper.getConfig(false, new Stat()), StandardCharsets.UTF_8);
        Set<String> names = new TreeSet<>();
        Matcher participant = PARTICIPANT.matcher(configuration);
        while (participant.find()) {
            names.add(participant.group(1));
        }
        if (names.isEmpty()) {
            throw new IOException("expected participants in the configuration, found: " + configuration);
        }
        return names;
    }

    /** The leader waits until a majority of the new members has it, and refuses who has not caught up. */
    @Override
    public void admit(Cluster cluster, String node) throws Exception {
        InetSocketAddress clients = cluster.direct(node, ZooKeeperServer.CLIENT_PORT);
        String joining = line(
                        id(cluster, node),
                        node,
                        cluster.direct(node, ZooKeeperServer.QUORUM_PORT).getPort(),
                        cluster.direct(node, ZooKeeperServer.ELECTION_PORT).getPort())
                + ";" + clients.getHostString() + ":" + clients.getPort();
        asked(
                cluster,
                others(cluster, node),
                zookeeper -> participants(zookeeper).contains(node)
                        || zookeeper.reconfigure(joining, null, null, -1, new Stat()).length > 0);
    }

    /** A leader may be asked to go: it hands over to another. */
    @Override
    public void dismiss(Cluster cluster, String node) throws Exception {
        String leaving = Integer.toString(id(cluster, node));
        asked(
                cluster,
                others(cluster, node),
                zookeeper -> !participants(zookeeper).contains(node)
                        || zookeeper.reconfigure(null, leaving, null, -1, new Stat()).length > 0);
    }

    private static int id(Cluster cluster, String node) {
        return everybody(cluster).indexOf(node) + 1;
    }

    private static List<String> everybody(Cluster cluster) {
        return cluster.description().nodes().stream().map(NodeSpec::name).toList();
    }

    private static List<String> others(Cluster cluster, String node) {
        return everybody(cluster).stream().filter(each -> !each.equals(node)).toList();
    }

    /** Something to ask in a session. */
    private interface Request<T> {
        T send(ZooKeeperAdmin zookeeper) throws Exception;
    }

    /** Asks in a session of its own, of whichever of the members that run answers. */
    private static <T> T asked(Cluster cluster, List<String> nodes, Request<T> request) throws Exception {
        List<String> members = cluster.members().now();
        List<String> addresses = nodes.stream()
                .filter(members::contains)
                .filter(node -> cluster.state(node) == Cluster.State.RUNNING)
                .map(node -> cluster.direct(node, ZooKeeperServer.CLIENT_PORT))
                .map(address -> address.getHostString() + ":" + address.getPort())
                .toList();
        if (addresses.isEmpty()) {
            throw new IOException("none of " + nodes + " is a member that runs");
        }
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Integer.toString(TIMEOUT_MILLIS));
        CompletableFuture<Boolean> connected = new CompletableFuture<>();
        try (ZooKeeperAdmin zookeeper = new ZooKeeperAdmin(
                String.join(",", addresses),
                TIMEOUT_MILLIS,
                event -> {
                    if (event.getState() == KeeperState.SyncConnected) {
                        connected.complete(true);
                    }
                },
                config)) {
            connected.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            return request.send(zookeeper);
        }
    }
}
