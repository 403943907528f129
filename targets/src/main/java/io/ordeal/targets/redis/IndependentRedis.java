package io.ordeal.targets.redis;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Redis servers that know nothing of each other: one, or the five of Redlock. */
record IndependentRedis(List<NodeSpec> nodes) implements ClusterDescription {
    IndependentRedis {
        nodes = List.copyOf(nodes);
    }

    static IndependentRedis alone() {
        return of(1);
    }

    /** One that syncs as it is told to. */
    static IndependentRedis alone(AppendFsync policy) {
        return new IndependentRedis(List.of(
                new NodeSpec("n1", new RedisServer(Optional.empty(), Map.of(AppendFsync.SETTING, policy.value())))));
    }

    static IndependentRedis of(int count) {
        return new IndependentRedis(IntStream.rangeClosed(1, count)
                .mapToObj(i -> new NodeSpec("n" + i, RedisServer.master()))
                .toList());
    }
}
