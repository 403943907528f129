package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What Redis answers when it does not do what it was asked, by the first word of the answer, and whether that proves that
 * nothing was done. What is not listed proves nothing.
 */
enum RedisError {
    /** A write was sent to a replica: refused before it is executed. */
    READONLY(true, "a replica takes no writes"),
    /** The data is being read from disk after a start: every command is refused. */
    LOADING(true, "the server is still loading its data"),
    /** A replica without a master, told to serve nothing stale: refused. */
    MASTERDOWN(true, "the replica has lost its master"),
    /** Fewer replicas than min-replicas-to-write: the write is refused before it is executed. */
    NOREPLICAS(true, "too few replicas are in step"),
    /** Nothing can be saved to disk: writes are refused before they are executed. */
    MISCONF(true, "the server can't save"),
    /** The memory is used up: the command is refused before it is executed. Our scripts write once, and first. */
    OOM(true, "the server's memory is used up"),
    /** Another script runs for too long: the command is refused. */
    BUSY(true, "another script runs"),
    /** No right to do so: refused. */
    NOPERM(true, "no permission"),
    /** Not logged in: refused. */
    NOAUTH(true, "not authenticated"),
    /** A blocked command was broken off, say as the master became a replica: what it did before is unknown. */
    UNBLOCKED(false, "the server broke the command off"),
    /** Anything else. */
    ERR(false, "an error that proves nothing");

    private final boolean definite;
    private final String meaning;

    RedisError(boolean definite, String meaning) {
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    static RedisError of(JedisDataException answer) {
        String text = String.valueOf(answer.getMessage());
        int end = text.indexOf(' ');
        String code = end < 0 ? text : text.substring(0, end);
        for (RedisError error : values()) {
            if (error.name().equals(code)) {
                return error;
            }
        }
        return ERR;
    }

    /** The exception for an answer: a {@link DefiniteFailure} where it is a proof, else the answer itself. */
    static Exception exception(JedisDataException answer) {
        RedisError error = of(answer);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + answer.getMessage(), answer) : answer;
    }
}
