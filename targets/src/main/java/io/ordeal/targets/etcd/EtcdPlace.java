package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.DefiniteFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process' place in one of etcd's lines, for a lock or an office: a key that hangs on a lease, and goes with it. Each place has
 * a lease of its own, which is revoked to give it up.
 */
final class EtcdPlace {
    /** How long a place lasts if it is neither given up nor kept. */
    static final Duration TTL = Duration.ofSeconds(2);

    /** After so long it surely is another's: a leader looks for leases that have run out every half second. */
    static final Duration LONGEST_SILENCE = TTL.plusSeconds(1);

    /** What comes later than this after its lease was asked for is not taken: too little may be left of it. */
    private static final Duration LATE = TTL.dividedBy(2);

    private final EtcdConnection etcd;
    private @Nullable String lease;
    /** The moment, by {@link System#nanoTime}, until which the lease lasts at least. */
    private long untilNanos;

    EtcdPlace(EtcdConnection etcd) {
        this.etcd = etcd;
    }

    /** Waits in a line. */
    @FunctionalInterface
    interface Line<T> {
        /**
         * @param lease that the place is to hang on
         * @param limit for as long
         * @return what was had; empty if it is gone by now
         */
        Optional<T> await(String lease, Duration limit) throws Exception;
    }

    /**
     * Takes a place in a line, and waits until its turn comes. What is not had in good time is given up.
     *
     * @return empty if it certainly has no place
     * @throws Exception nobody knows whether it has
     */
    <T> Optional<T> take(Line<T> line) throws Exception {
        long start = System.nanoTime();
        String mine = newLease();
        lease = mine;
        untilNanos = start + TTL.toNanos();
        try {
            Optional<T> had = line.await(mine, min(etcd.patience(), LATE));
            if (had.isPresent() && System.nanoTime() - start < LATE.toNanos()) {
                return had;
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception unknown) {
            if (!isRevoked(mine)) {
                throw unknown;
            }
            return Optional.empty();
        }
        if (!isRevoked(mine)) {
            throw new IllegalStateException("had too late, and not known to be given up");
        }
        return Optional.empty();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private String newLease() throws DefiniteFailure, InterruptedException {
        try {
            return etcd.change(EtcdCall.LEASE_GRANT, EtcdJson.object().put("TTL", Long.toString(TTL.toSeconds())))
                    .path("ID")
                    .asText();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception none) {
            throw new DefiniteFailure("no lease, and so no place in the line: " + none, none);
        }
    }

    /** Gives up what a lease may have got: without it there is no key, and no place in the line. */
    private boolean isRevoked(String mine) throws InterruptedException {
        try {
            revoke(mine);
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failed) {
            return failed.getCause() instanceof EtcdException answer
                    && EtcdError.of(answer) == EtcdError.LEASE_NOT_FOUND;
        }
    }

    private void revoke(String mine) throws Exception {
        etcd.change(EtcdCall.LEASE_REVOKE, EtcdJson.object().put("ID", mine));
    }

    /**
     * Renews the lease, and tells whether the place is kept for all that this process knows: its time counts from when it asked,
     * and goes on while nobody answers.
     */
    boolean isKept() throws InterruptedException {
        String mine = lease;
        if (mine == null) {
            return false;
        }
        long asked = System.nanoTime();
        try {
            JsonNode renewed =
                    etcd.change(EtcdCall.LEASE_KEEP_ALIVE, EtcdJson.object().put("ID", mine));
            long seconds = renewed.path("result").path("TTL").asLong(0);
            untilNanos = asked + Duration.ofSeconds(seconds).toNanos();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception silence) {
            // the time that was granted before goes on
        }
        return untilNanos - System.nanoTime() > 0;
    }

    /**
     * Gives the place up.
     *
     * @throws DefiniteFailure it has none, or has lost it
     * @throws Exception nobody knows
     */
    void giveUp() throws Exception {
        String mine = lease;
        if (mine == null) {
            throw new DefiniteFailure("nothing to give up: it never had a place in a line");
        }
        revoke(mine);
    }
}
