package io.ordeal.targets.cache;

import io.ordeal.targets.redis.RedisConnection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A cache in Redis. */
final class RedisCache implements Cache {
    private static final String SET_IF_NEWER = """
        local there = redis.call('get', KEYS[1])
        if there and tonumber(string.match(there, '^%d+')) >= tonumber(ARGV[1]) then return there end
        redis.call('set', KEYS[1], ARGV[2])
        return ARGV[2]
        """;

    private final RedisConnection redis;

    RedisCache(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public void connect() throws Exception {
        redis.call(jedis -> jedis.ping());
    }

    @Override
    public String get(String key) throws Exception {
        return redis.call(jedis -> Objects.requireNonNullElse(jedis.get(key), ""));
    }

    @Override
    public void set(String key, String text) throws Exception {
        redis.call(jedis -> jedis.set(key, text));
    }

    @Override
    public void delete(String key) throws Exception {
        redis.call(jedis -> jedis.del(key));
    }

    @Override
    public VersionedValue raise(String key, VersionedValue value) throws Exception {
        List<String> arguments = List.of(Long.toString(value.version()), value.toString());
        @Nullable Object there = redis.call(jedis -> jedis.eval(SET_IF_NEWER, List.of(key), arguments));
        return VersionedValue.parse(String.valueOf(there));
    }

    @Override
    public void close() {
        redis.close();
    }
}
