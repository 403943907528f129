package io.ordeal.targets.consul;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.DefiniteFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process' session with Consul, which locks hang on: another for each, ended to give it up. With its end the lock is free at
 * once ({@code LockDelay} is none), as it would be for who waits for it.
 */
final class ConsulSession {
    /** How long a session lasts at least if it is neither ended nor renewed. */
    static final Duration TTL = Duration.ofSeconds(2);

    /** After so long it surely is over: Consul waits for twice the time that it was told. */
    static final Duration LONGEST_SILENCE = TTL.multipliedBy(2).plusSeconds(1);

    /** What comes later than this after the session was asked for is not taken: too little may be left of it. */
    private static final Duration LATE = TTL.dividedBy(2);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final ConsulConnection consul;
    private @Nullable String session;
    /** The moment, by {@link System#nanoTime}, until which the session lasts at least. */
    private long untilNanos;

    ConsulSession(ConsulConnection consul) {
        this.consul = consul;
    }

    /**
     * Asks for a key as a lock again and again.
     *
     * @return the number of the change by which the lock became this session's; empty if it certainly did not, or is over
     * @throws Exception nobody knows whether it did
     */
    Optional<Long> lock(String key) throws Exception {
        long start = System.nanoTime();
        String mine = newSession();
        session = mine;
        untilNanos = start + TTL.toNanos();
        try {
            Optional<Long> had = tryUntil(start + min(consul.patience(), LATE).toNanos(), key, mine);
            if (had.isPresent() && System.nanoTime() - start < LATE.toNanos()) {
                return had;
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception unknown) {
            if (!isEnded(mine)) {
                throw unknown;
            }
            return Optional.empty();
        }
        if (!isEnded(mine)) {
            throw new IllegalStateException("had too late, and not known to be given up");
        }
        return Optional.empty();
    }

    private Optional<Long> tryUntil(long deadlineNanos, String key, String mine) throws Exception {
        while (!consul.change("/v1/kv/" + key + "?acquire=" + mine, "held").asBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        }
        try {
            return consul.read(key, ReadMode.CONSISTENT)
                    .filter(entry -> entry.session().equals(Optional.of(mine)))
                    .map(ConsulHttp.Entry::modifyIndex);
        } catch (DefiniteFailure unread) {
            // of the read, not of the lock
            throw new IllegalStateException("locked, but when could not be read", unread);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private String newSession() throws DefiniteFailure, InterruptedException {
        String request = ConsulHttp.MAPPER
                .createObjectNode()
                .put("TTL", TTL.toSeconds() + "s")
                .put("LockDelay", "0s")
                .put("Behavior", "release")
                .toString();
        try {
            return consul.change("/v1/session/create", request).path("ID").asText();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception none) {
            throw new DefiniteFailure("no session, and so no lock: " + none, none);
        }
    }

    /** Ends a session, and with it what it may have got; that it is not there any more is as good. */
    private boolean isEnded(String mine) throws InterruptedException {
        try {
            return consul.change("/v1/session/destroy/" + mine, "").asBoolean();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception unknown) {
            return false;
        }
    }

    /**
     * Renews the session, and tells whether it goes on for all that this process knows: its time counts from when it asked, and
     * goes on while nobody answers.
     */
    boolean isKept() throws InterruptedException {
        String mine = session;
        if (mine == null) {
            return false;
        }
        long asked = System.nanoTime();
        try {
            JsonNode renewed = consul.change("/v1/session/renew/" + mine, "");
            untilNanos = renewed.isEmpty() ? asked : asked + TTL.toNanos();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception silence) {
            // the time that was granted before goes on
        }
        return untilNanos - System.nanoTime() > 0;
    }

    /**
     * Gives a lock up.
     *
     * @throws DefiniteFailure it does not have it
     * @throws Exception nobody knows
     */
    void release(String key) throws Exception {
        String mine = session;
        if (mine == null) {
            throw new DefiniteFailure("nothing to give up: it never had a session");
        }
        if (!consul.change("/v1/kv/" + key + "?release=" + mine, "held").asBoolean()) {
            throw new DefiniteFailure("the lock is not held by this session");
        }
    }
}
