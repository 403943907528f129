package io.ordeal.targets.redis;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.toxiproxy.framing.Framing;
import java.time.Duration;
import java.util.List;

/**
 * A sentinel, which watches the master and its replicas, and with the other sentinels makes a replica master when the
 * master is down.
 *
 * @param master the node that is master at first
 * @param quorum how many sentinels must think the master down before one asks to be the leader of a failover
 * @param downAfter how long a server must be silent to be thought down
 * @param failoverTimeout after twice this a failed failover is tried again
 */
record RedisSentinel(String master, int quorum, Duration downAfter, Duration failoverTimeout) implements ServerProgram {
    /** What sentinels and their clients call the master. */
    static final String MASTER_NAME = "primary";

    @Override
    public Software software() {
        return RedisSoftware.REDIS;
    }

    @Override
    public String name() {
        return "sentinel";
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(RedisServer.PORT, 26379, Port.Users.BOTH).framed(Framing.RESP));
    }

    /** What it learns it writes into its configuration. */
    @Override
    public boolean keepsData() {
        return false;
    }

    @Override
    public Addressing addressing() {
        return Addressing.ANNOUNCED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        String monitored = MASTER_NAME + " " + RedisConfig.hostAndPort(environment.reach(master, RedisServer.PORT));
        RedisConfig config = RedisConfig.common(environment)
                .with(
                        "sentinel announce-ip",
                        environment.announce(RedisServer.PORT).getHostString())
                .with(
                        "sentinel announce-port",
                        Integer.toString(environment.announce(RedisServer.PORT).getPort()))
                .with("sentinel monitor", monitored + " " + quorum)
                .with("sentinel down-after-milliseconds", MASTER_NAME + " " + downAfter.toMillis())
                .with("sentinel failover-timeout", MASTER_NAME + " " + failoverTimeout.toMillis())
                .with("sentinel parallel-syncs", MASTER_NAME + " 2");
        return Launch.of(List.of(
                        environment.installed(RedisSoftware.SERVER),
                        environment.configFolder() + "/sentinel.conf",
                        "--sentinel"))
                .withInitialFile("sentinel.conf", config.text());
    }

    @Override
    public boolean isUp(Cluster cluster, String node) {
        return RedisAdmin.answersPing(cluster, node);
    }
}
