package io.ordeal.target.zookeeper;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Three ZooKeeper servers: one leads, and any two go on without the third. */
final class ZooKeeperEnsemble implements ClusterDescription {
    static final List<String> SERVERS = List.of("n1", "n2", "n3");

    private static final String STATE = "zk_server_state";
    private static final String LEADER = "leader";

    @Override
    public List<NodeSpec> nodes() {
        return SERVERS.stream()
                .map(name -> new NodeSpec(name, new ZooKeeperServer()))
                .toList();
    }

    /** Whether one leads, and all others follow in step. */
    @Override
    public boolean isReady(Cluster cluster) throws IOException {
        int leaders = 0;
        int followers = 0;
        boolean inStep = false;
        for (String node : SERVERS) {
            Map<String, String> fields = FourLetterWord.MNTR.fields(cluster, node);
            switch (fields.getOrDefault(STATE, "")) {
                case LEADER -> {
                    leaders++;
                    inStep = Double.parseDouble(fields.getOrDefault("zk_synced_followers", "0")) == SERVERS.size() - 1;
                }
                case "follower" -> followers++;
                default -> {
                    return false;
                }
            }
        }
        return leaders == 1 && followers == SERVERS.size() - 1 && inStep;
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(ZooKeeperEnsemble::primaries);
    }

    /**
     * Those that lead, by their own word; none during an election. Who is killed or paused is not asked.
     *
     * @throws IOException none of the others answers
     */
    private static Set<String> primaries(Cluster cluster) throws IOException {
        Set<String> leaders = new LinkedHashSet<>();
        IOException silence = new IOException("no ZooKeeper server of " + SERVERS + " answers");
        int answers = 0;
        for (String node : SERVERS) {
            if (cluster.state(node) != Cluster.State.RUNNING) {
                continue;
            }
            try {
                if (LEADER.equals(FourLetterWord.MNTR.fields(cluster, node).get(STATE))) {
                    leaders.add(node);
                }
                answers++;
            } catch (IOException e) {
                silence.addSuppressed(e);
            }
        }
        if (answers == 0) {
            throw silence;
        }
        return leaders;
    }
}
