package io.ordeal.targets.redis;

import io.ordeal.workload.register.CasRegisterClient;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Registers as keys of one Redis, or of what is now the master. */
final class RedisRegister implements CasRegisterClient {
    private static final String SET_IF_EXPECTED =
            "if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('set', KEYS[1], ARGV[2]) return 1 end return 0";

    private final RedisConnection redis;

    RedisRegister(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        // Wrapped: what a command returns is never null
        @Nullable String[] text = redis.call(jedis -> new String[] {jedis.get(key)});
        return text[0] == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text[0]));
    }

    @Override
    public void write(String key, long value) throws Exception {
        redis.call(jedis -> jedis.set(key, Long.toString(value)));
    }

    @Override
    public boolean compareAndSet(String key, long expected, long value) throws Exception {
        List<String> values = List.of(Long.toString(expected), Long.toString(value));
        return redis.call(jedis -> Long.valueOf(1).equals(jedis.eval(SET_IF_EXPECTED, List.of(key), values)));
    }

    @Override
    public void close() {
        redis.close();
    }
}
