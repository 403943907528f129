package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.Optional;

/**
 * etcd's own lock, the service of its API: whoever asks has a {@linkplain EtcdPlace place} in the line for the lock. Here its
 * lease is never renewed.
 */
class EtcdLock implements LockClient {
    private final EtcdConnection etcd;
    private final EtcdPlace place;

    EtcdLock(EtcdConnection etcd) {
        this.etcd = etcd;
        this.place = new EtcdPlace(etcd);
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
        return place.take((lease, limit) -> {
            JsonNode granted = etcd.change(
                    EtcdCall.LOCK,
                    EtcdJson.object().put("name", EtcdJson.encode(lock)).put("lease", lease),
                    limit);
            return grant(EtcdJson.decode(granted.path("key")));
        });
    }

    @Override
    public final void release(String lock) throws Exception {
        place.giveUp();
    }
}
