package io.ordeal.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisErrorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "READONLY You can't write against a read only replica.",
                "LOADING Redis is loading the dataset in memory",
                "NOREPLICAS Not enough good replicas to write.",
            })
    void aRefusalBeforeTheCommandIsDefinite(String answer) {
        assertThat(RedisError.exception(new JedisDataException(answer)))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNBLOCKED force unblock", "ERR something else", "SOMETHINGNEW of a later version", ""})
    void allElseProvesNothing(String answer) {
        JedisDataException exception = new JedisDataException(answer);
        assertThat(RedisError.exception(exception)).isSameAs(exception);
    }
}
