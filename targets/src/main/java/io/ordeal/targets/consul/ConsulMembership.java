package io.ordeal.targets.consul;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Servers of Consul by the API of its operators (Consul documentation, Operator: Raft). One that was started finds the others
 * by gossip, is taken in by the leader without a vote, and has one when the leader's autopilot finds it well, which looks every
 * ten seconds. One that is to go is taken out of what the servers agree on, and out of the catalog, as the leader does with who
 * says good-bye by gossip: with it go the sessions that were opened there, and what they hold.
 *
 * <p>Good-byes are datagrams, and reach nobody where links have proxies. Nor is it forced out ({@code force-leave}), which is for
 * who was taken for dead before, as nobody is here. So gossip takes it to be there still, and the next leader may take it in
 * again, without a vote, which who does not run never gets; the one that comes back in its place has its name and address, and
 * another number, and the leader takes the older out for it.
 */
final class ConsulMembership implements Membership {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    /**
     * A server as the leader lists it.
     *
     * @param id its own, with which it goes
     */
    private record Listed(String id, String node, boolean votes) {}

    /**
     * What the leader has agreed on with others.
     *
     * @param commit up to where: a place in Raft's log
     */
    private record Configuration(String leader, long commit, List<Listed> servers) {
        List<Listed> named(String node) {
            return servers.stream().filter(each -> each.node().equals(node)).toList();
        }
    }

    /** Those with a vote. */
    @Override
    public Set<String> members(Cluster cluster) throws Exception {
        return configuration(cluster).servers().stream()
                .filter(Listed::votes)
                .map(Listed::node)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Has the others speak to it: each must know its number, or might take it, as a leader, for the one that was there before. It
     * is not admitted before it votes, and has all that was agreed on.
     */
    @Override
    public void admit(Cluster cluster, String node) throws Exception {
        String id = self(cluster, node).path("Config").path("NodeID").asText();
        for (String other : running(cluster)) {
            if (!isKnown(cluster, other, node, id)) {
                http(cluster, other).put("/v1/agent/join/" + address(cluster, node, ConsulServer.GOSSIP_PORT), "");
            }
        }
        Configuration agreed = configuration(cluster);
        if (!agreed.named(node).equals(List.of(new Listed(id, node, true)))) {
            throw new IOException("expected that " + id + " votes for " + node + ", found " + agreed);
        }
        JsonNode raft = raft(self(cluster, node));
        long applied = raft.path("applied_index").asLong();
        if (applied < agreed.commit() || raft.path("fsm_pending").asLong() > 0) {
            throw new IOException(node + " has come to " + applied + " of " + agreed.commit());
        }
        if (!ConsulAdmin.serves(cluster, node)) {
            throw new IOException(node + " knows no leader");
        }
    }

    private static boolean isKnown(Cluster cluster, String by, String node, String id) throws Exception {
        for (JsonNode member : http(cluster, by).get("/v1/agent/members")) {
            if (member.path("Name").asText().equals(node)
                    && member.path("Tags").path("id").asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** A leader may be asked to go: another is elected when it has told that it went. */
    @Override
    public void dismiss(Cluster cluster, String node) throws Exception {
        Configuration before = configuration(cluster);
        for (Listed listed : before.named(node)) {
            http(cluster, before.leader()).delete("/v1/operator/raft/peer?id=" + listed.id());
        }
        Configuration after = before.named(node).isEmpty() ? before : configuration(cluster);
        if (!after.named(node).isEmpty()) {
            throw new IOException("expected nobody for " + node + ", found " + after);
        }
        String request = ConsulHttp.MAPPER.createObjectNode().put("Node", node).toString();
        http(cluster, after.leader()).put("/v1/catalog/deregister", request);
    }

    /**
     * Whom the leader lists, which leads by the word of a majority and has it committed.
     *
     * @throws IOException nobody leads so just now
     */
    private static Configuration configuration(Cluster cluster) throws Exception {
        IOException nobody = new IOException("none of " + cluster.members().now() + " leads, or can show it");
        for (String node : running(cluster)) {
            try {
                Optional<Configuration> committed = committed(cluster, node);
                if (committed.isPresent()) {
                    return committed.get();
                }
            } catch (IOException | ConsulException silent) {
                nobody.addSuppressed(silent);
            }
        }
        throw nobody;
    }

    /** Empty if the node does not lead, or has not yet agreed with others on whom it lists. */
    private static Optional<Configuration> committed(Cluster cluster, String node) throws Exception {
        JsonNode before = raft(self(cluster, node));
        if (!leads(before)) {
            return Optional.empty();
        }
        JsonNode configuration = http(cluster, node).get("/v1/operator/raft/configuration");
        boolean agreed = ConsulAdmin.serves(cluster, node);
        JsonNode after = raft(self(cluster, node));
        long commit = after.path("commit_index").asLong();
        // one term has one leader: it was asked itself all the while, and a majority by it
        if (!agreed
                || !leads(after)
                || !after.path("term").equals(before.path("term"))
                || commit < configuration.path("Index").asLong()) {
            return Optional.empty();
        }
        List<Listed> servers = new ArrayList<>();
        for (JsonNode server : configuration.path("Servers")) {
            servers.add(new Listed(
                    server.path("ID").asText(),
                    nodeAt(cluster, server.path("Address").asText()),
                    server.path("Voter").asBoolean()));
        }
        return Optional.of(new Configuration(node, commit, servers));
    }

    /** By its address, as the leader may not know who is there now. */
    private static String nodeAt(Cluster cluster, String address) throws IOException {
        for (NodeSpec node : cluster.description().nodes()) {
            if (address(cluster, node.name(), ConsulServer.PEER_PORT).equals(address)) {
                return node.name();
            }
        }
        throw new IOException("expected the address of a node, found " + address);
    }

    private static String address(Cluster cluster, String node, String port) {
        InetSocketAddress announced = cluster.announced(node, port).orElseThrow();
        return announced.getHostString() + ":" + announced.getPort();
    }

    private static JsonNode self(Cluster cluster, String node) throws Exception {
        return http(cluster, node).get("/v1/agent/self");
    }

    private static boolean leads(JsonNode raft) {
        return raft.path("state").asText().equals("Leader");
    }

    private static JsonNode raft(JsonNode self) {
        return self.path("Stats").path("raft");
    }

    private static List<String> running(Cluster cluster) {
        return cluster.members().now().stream()
                .filter(node -> cluster.state(node) == Cluster.State.RUNNING)
                .toList();
    }

    private static ConsulHttp http(Cluster cluster, String node) {
        return ConsulAdmin.http(cluster, node, LIMIT);
    }
}
