package io.ordeal.targets.etcd;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;
import java.util.Optional;

/**
 * {@link EtcdLock} with the revision at which the holder's key came into the line as fencing token: the line is in the order
 * of these, so each holder's is above that of those before it.
 */
final class EtcdFencedLock extends EtcdLock implements FencedLockClient {
    private final EtcdConnection etcd;

    EtcdFencedLock(EtcdConnection etcd) {
        super(etcd);
        this.etcd = etcd;
    }

    @Override
    Optional<Grant> grant(String key) throws InterruptedException {
        try {
            JsonNode revision = etcd.read(key).path("kvs").path(0).path("create_revision");
            return revision.isMissingNode() ? Optional.empty() : Optional.of(Grant.withToken(revision.asLong()));
        } catch (DefiniteFailure unread) {
            // of the read, not of the grant
            throw new IllegalStateException("granted, but its token could not be read", unread);
        }
    }
}
