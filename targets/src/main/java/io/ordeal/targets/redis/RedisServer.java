package io.ordeal.targets.redis;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.toxiproxy.framing.Framing;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Redis server that keeps every write in its append-only file, synced before it answers, unless its settings say other.
 *
 * <p>Its configuration is written at its first start only: sentinels let it rewrite that file, and a master that comes
 * back is what it last was told to be.
 *
 * @param replicaOf the node that it follows when it is first started; empty for a master
 * @param settings lines of {@code redis.conf}, by their keyword, beside ours or in their place
 */
public record RedisServer(Optional<String> replicaOf, Map<String, String> settings) implements ServerProgram {
    /** The port of clients, replicas and sentinels. */
    public static final String PORT = "client";

    /** A server that follows none. */
    static RedisServer master() {
        return new RedisServer(Optional.empty(), Map.of());
    }

    /** A server that keeps nothing: when it is started again, it is empty. */
    public static RedisServer forgetful() {
        return new RedisServer(Optional.empty(), Map.of("appendonly", "no"));
    }

    static RedisServer replicaOf(String master) {
        return new RedisServer(Optional.of(master), Map.of());
    }

    @Override
    public Software software() {
        return RedisSoftware.REDIS;
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(PORT, 6379, Port.Users.BOTH).framed(Framing.RESP));
    }

    @Override
    public Addressing addressing() {
        return Addressing.ANNOUNCED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        RedisConfig config = RedisConfig.common(environment)
                .with("save", "\"\"")
                .with("appendonly", "yes")
                .with(AppendFsync.SETTING, AppendFsync.ALWAYS.value())
                // replicas that wait for others to sync along cost 5 s
                .with("repl-diskless-sync-delay", "0")
                // a link on which nothing passes is noticed within a trial
                .with("repl-ping-replica-period", "1")
                .with("repl-timeout", "5");
        InetSocketAddress announced = environment.announce(PORT);
        config.with("replica-announce-ip", announced.getHostString())
                .with("replica-announce-port", Integer.toString(announced.getPort()));
        replicaOf.ifPresent(
                master -> config.with("replicaof", RedisConfig.hostAndPort(environment.reach(master, PORT))));
        settings.forEach(config::with);
        return Launch.of(List.of(
                        environment.installed(RedisSoftware.SERVER), environment.configFolder() + "/redis.conf"))
                .withInitialFile("redis.conf", config.text());
    }

    /** Whether it answers, its data loaded. */
    @Override
    public boolean isUp(Cluster cluster, String node) {
        return RedisAdmin.answersPing(cluster, node);
    }

    /** What keys expire by. */
    @Override
    public Optional<Instant> clock(Cluster cluster, String node) {
        return Optional.of(RedisAdmin.time(cluster, node));
    }
}
