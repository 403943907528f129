package io.ordeal.kit;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.ClusterKind;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.Target;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/**
 * Locks inside this JVM whose grants have numbers, at once granted or refused; a lock of one's own, as short as they come.
 *
 * @param next after the last
 * @param missing why it can't be run; empty if it can
 */
record NumberedLocks(LongUnaryOperator next, List<String> missing) implements Target {
    NumberedLocks(LongUnaryOperator next) {
        this(next, List.of());
    }

    @Override
    public List<String> lacking(ClusterKind kind) {
        return missing;
    }

    @Override
    public String name() {
        return "numbered-locks";
    }

    @Override
    public String summary() {
        return "locks inside this JVM whose grants have numbers";
    }

    @Override
    public ClusterDescription cluster() {
        return ClusterDescription.none();
    }

    @Override
    public List<Expectation> expectations() {
        return List.of();
    }

    @Override
    public ClientFactories newClients() {
        Map<String, Object> holders = new HashMap<>();
        AtomicLong last = new AtomicLong();
        return ClientFactories.of(FencedLockClient.class, context -> new Holder(holders, last))
                .and(LockClient.class, context -> new Holder(holders, last));
    }

    private final class Holder implements FencedLockClient {
        private final Map<String, Object> holders;
        private final AtomicLong last;

        Holder(Map<String, Object> holders, AtomicLong last) {
            this.holders = holders;
            this.last = last;
        }

        @Override
        public Optional<Grant> acquire(String lock) {
            synchronized (holders) {
                return holders.putIfAbsent(lock, this) == null
                        ? Optional.of(Grant.withToken(last.updateAndGet(next)))
                        : Optional.empty();
            }
        }

        @Override
        public void release(String lock) throws DefiniteFailure {
            synchronized (holders) {
                if (!holders.remove(lock, this)) {
                    throw new DefiniteFailure("not the holder");
                }
            }
        }
    }
}
