/**
 * Redis: one server, several that know nothing of each other, and a master with replicas under sentinels; and what is
 * built on them.
 *
 * <p>{@link io.ordeal.targets.redis.RedisSentinelCluster} and {@link io.ordeal.targets.redis.IndependentRedis} tell the
 * clusters once, for processes and containers. Their law: servers and sentinels know of each other what is announced,
 * never where one really listens, so that a failover leads nobody round a link.
 */
@NullMarked
package io.ordeal.targets.redis;

import org.jspecify.annotations.NullMarked;
