package io.ordeal.targets.redis;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Registers on a master that can fail over. */
public final class RedisSentinelRegisterTarget extends PlainTarget {
    public RedisSentinelRegisterTarget() {
        super(
                "redis-sentinel-register",
                "a Redis master with two replicas and three sentinels; GET and SET on whatever is the master",
                new RedisSentinelCluster(),
                () -> RedisClients.registers(context -> new RedisRegister(RedisClients.toMaster(context))),
                List.of(
                        Expectation.breaks(
                                "register",
                                Faults.PARTITION_OF_PRIMARY,
                                "nonlinearizable",
                                Duration.ofSeconds(30),
                                "Redis documentation, High availability with Redis Sentinel, Example 2: the writes of clients beside the old master are lost"),
                        Expectation.breaks(
                                "cas-register",
                                Faults.PARTITION_OF_PRIMARY,
                                "nonlinearizable",
                                Duration.ofSeconds(30),
                                "Redis documentation, High availability with Redis Sentinel, Example 2: the writes of clients beside the old master are lost"),
                        Expectation.mayBreak(
                                "register",
                                Faults.SYSTEM,
                                "nonlinearizable",
                                "Redis documentation, High availability with Redis Sentinel, Example 2: the writes of clients beside the old master are lost"),
                        Expectation.mayBreak(
                                "cas-register",
                                Faults.SYSTEM,
                                "nonlinearizable",
                                "Redis documentation, High availability with Redis Sentinel, Example 2: the writes of clients beside the old master are lost"),
                        Expectation.holds(
                                "register", Faults.CLIENT_PAUSE, "one master executes one command after the other"),
                        Expectation.holds(
                                "cas-register",
                                Faults.CLIENT_PAUSE,
                                "one master executes one command after the other")));
    }
}
