package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * etcd's own lock, the service of its API: whoever asks has a key in the line for the lock, which hangs on a lease and goes
 * with it. Here each grant has a lease of its own, which is never renewed, and is revoked to release.
 */
class EtcdLock implements LockClient {
    /** How long a grant lasts if it is not released. */
    static final Duration TTL = Duration.ofSeconds(2);

    /** After so long it is surely another's: a leader looks for leases that have run out every half second. */
    static final Duration LONGEST_SILENCE = TTL.plusSeconds(1);

    /** A grant that comes later than this after its lease was asked for is not taken: too little may be left of it. */
    private static final Duration LATE = TTL.dividedBy(2);

    private final EtcdConnection etcd;
    private @Nullable String lease;

    EtcdLock(EtcdConnection etcd) {
        this.etcd = etcd;
    }

    /**
     * What is told of a grant.
     *
     * @param key that stands for it in the line
     * @return empty: it is gone by now
     */
    Optional<Grant> grant(String key) throws Exception {
        return Optional.of(Grant.plain());
    }

    @Override
    public final Optional<Grant> acquire(String lock) throws Exception {
        long start = System.nanoTime();
        String mine = newLease();
        lease = mine;
        try {
            JsonNode granted = etcd.change(
                    EtcdCall.LOCK,
                    EtcdJson.object().put("name", EtcdJson.encode(lock)).put("lease", mine),
                    min(etcd.patience(), LATE));
            Optional<Grant> grant = grant(EtcdJson.decode(granted.path("key")));
            if (grant.isPresent() && System.nanoTime() - start < LATE.toNanos()) {
                return grant;
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
            throw new IllegalStateException("granted too late, and not known to be given back");
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

    @Override
    public final void release(String lock) throws Exception {
        String mine = lease;
        if (mine == null) {
            throw new DefiniteFailure("not the holder: it never was");
        }
        revoke(mine);
    }
}
