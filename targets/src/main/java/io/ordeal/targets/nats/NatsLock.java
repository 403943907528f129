package io.ordeal.targets.nats;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A lock as a key of a bucket whose entries live for {@link #TTL}: whoever creates it has the lock, until he deletes it, or
 * it is over; its revision is the token. As buckets have it, who deletes leaves a mark, and who creates replaces that.
 */
final class NatsLock implements FencedLockClient {
    /** How long a grant lasts if it is not released. */
    static final Duration TTL = Duration.ofSeconds(2);

    /** After so long it is surely another's. */
    static final Duration LONGEST_SILENCE = TTL.plusSeconds(1);

    /** A grant that is told later than this after it was asked for is not taken: too little may be left of it. */
    private static final Duration LATE = TTL.dividedBy(2);

    private static final long NEVER = 0;

    private final NatsClient nats;
    private final boolean fenced;
    private long revision = NEVER;

    /** @param fenced whether grants carry their token */
    NatsLock(NatsClient nats, boolean fenced) {
        this.nats = nats;
        this.fenced = fenced;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        long start = System.nanoTime();
        Optional<Long> created = create(lock, 0);
        if (created.isEmpty()) {
            Optional<JsonNode> last = nats.read(stream -> stream.last(NatsCluster.LOCKS, subject(lock)));
            if (last.isPresent() && !isMark(last.get())) {
                return Optional.empty();
            }
            created = create(lock, last.map(mark -> mark.path("seq").asLong()).orElse(0L));
        }
        if (created.isEmpty()) {
            return Optional.empty();
        }
        revision = created.get();
        if (System.nanoTime() - start < LATE.toNanos()) {
            return Optional.of(fenced ? Grant.withToken(revision) : Grant.plain());
        }
        release(lock);
        return Optional.empty();
    }

    /** Empty if another entry is the last. */
    private Optional<Long> create(String lock, long expected) throws Exception {
        try {
            return Optional.of(nats.publish(subject(lock), NatsCluster.expecting(expected), "held"));
        } catch (DefiniteFailure failure) {
            if (failure.getCause() instanceof NatsException answer
                    && answer.code() == NatsException.WRONG_LAST_SEQUENCE) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean isMark(JsonNode message) {
        byte[] headers = Base64.getDecoder().decode(message.path("hdrs").asText());
        return new String(headers, StandardCharsets.UTF_8).contains(NatsCluster.DELETES);
    }

    @Override
    public void release(String lock) throws Exception {
        if (revision == NEVER) {
            throw new DefiniteFailure("not the holder: it never was");
        }
        nats.publish(subject(lock), NatsCluster.DELETES + "\r\n" + NatsCluster.expecting(revision), "");
    }

    private static String subject(String lock) {
        return NatsCluster.KEYS_OF_LOCKS + lock;
    }

    @Override
    public void close() {
        nats.close();
    }
}
