package io.ordeal.targets.zookeeper;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.Membership;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.cluster.PrimaryFinder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** ZooKeeper servers: one leads, and any majority goes on without the others. */
final class ZooKeeperEnsemble implements ClusterDescription {
    /** Those of an ensemble of three. */
    static final List<String> SERVERS = List.of("n1", "n2", "n3");

    private static final List<String> FIVE = List.of("n1", "n2", "n3", "n4", "n5");

    private static final String STATE = "zk_server_state";
    private static final String LEADER = "leader";

    private final List<String> servers;
    private final List<List<String>> startOrder;
    private final boolean changing;

    private ZooKeeperEnsemble(List<String> servers, List<List<String>> startOrder, boolean changing) {
        this.servers = servers;
        this.startOrder = startOrder;
        this.changing = changing;
    }

    /** Three, started at once: who leads is left to them. */
    ZooKeeperEnsemble() {
        this(SERVERS, List.of(SERVERS), false);
    }

    /**
     * Five, of which n3 leads at first: of a bare majority the last is elected, and those that come later follow. So
     * schedules can speak of n5 as one that follows, and is elected among equals.
     */
    static ZooKeeperEnsemble ofFive() {
        return new ZooKeeperEnsemble(FIVE, List.of(FIVE.subList(0, 3), FIVE.subList(3, 5)), false);
    }

    @Override
    public List<NodeSpec> nodes() {
        return Stream.concat(servers.stream(), reserves().stream())
                .map(name -> new NodeSpec(name, new ZooKeeperServer(changing)))
                .toList();
    }

    /** The server of the next number. */
    @Override
    public List<String> reserves() {
        return changing ? List.of("n" + (servers.size() + 1)) : List.of();
    }

    @Override
    public Optional<Membership> membership() {
        return changing ? Optional.of(new ZooKeeperMembership()) : Optional.empty();
    }

    @Override
    public Optional<ClusterDescription> changing() {
        return Optional.of(changing ? this : new ZooKeeperEnsemble(servers, startOrder, true));
    }

    @Override
    public List<List<String>> startOrder() {
        return startOrder;
    }

    @Override
    public boolean isReady(Cluster cluster, int group) throws IOException {
        return follow(cluster, startOrder.get(group));
    }

    @Override
    public boolean isReady(Cluster cluster) throws IOException {
        return follow(cluster, servers);
    }

    /** Whether one of them leads, and all others follow in step. */
    private static boolean follow(Cluster cluster, List<String> servers) throws IOException {
        int leaders = 0;
        int followers = 0;
        boolean inStep = false;
        for (String node : servers) {
            Map<String, String> fields = FourLetterWord.MNTR.fields(cluster, node);
            switch (fields.getOrDefault(STATE, "")) {
                case LEADER -> {
                    leaders++;
                    inStep = Double.parseDouble(fields.getOrDefault("zk_synced_followers", "0")) == servers.size() - 1;
                }
                case "follower" -> followers++;
                default -> {
                    return false;
                }
            }
        }
        return leaders == 1 && followers == servers.size() - 1 && inStep;
    }

    @Override
    public Optional<PrimaryFinder> primaryFinder() {
        return Optional.of(this::primaries);
    }

    /**
     * Those that lead, by their own word; none during an election. Who is killed or paused is not asked.
     *
     * @throws IOException none of the others answers
     */
    private Set<String> primaries(Cluster cluster) throws IOException, InterruptedException {
        return PrimaryFinder.byTheWordOf(
                cluster.members().now(),
                cluster,
                node -> LEADER.equals(FourLetterWord.MNTR.fields(cluster, node).get(STATE))
                        ? Optional.of(node)
                        : Optional.empty());
    }
}
