package io.ordeal.targets.redis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A textbook's lock over independent servers: ask them in turn, and the first that grants is enough. */
final class AnyNodeLock implements LockClient {
    private final List<RedisConnection> nodes;
    private final Waiting waiting;
    private final OwnerNames names;
    private String owner = "";
    private @Nullable RedisConnection grantedBy;

    AnyNodeLock(List<RedisConnection> nodes, Waiting waiting, OwnerNames names) {
        this.nodes = nodes;
        this.waiting = waiting;
        this.names = names;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        owner = names.next();
        grantedBy = null;
        boolean granted = waiting.until(() -> {
            for (RedisConnection node : nodes) {
                if (isGrantedBy(node, lock)) {
                    grantedBy = node;
                    return true;
                }
            }
            return false;
        });
        return granted ? Optional.of(Grant.plain()) : Optional.empty();
    }

    private boolean isGrantedBy(RedisConnection node, String lock) throws Exception {
        try {
            return node.call(jedis -> Lease.take(jedis, lock, owner));
        } catch (DefiniteFailure unreachable) {
            return false;
        }
    }

    @Override
    public void release(String lock) throws Exception {
        RedisConnection node = grantedBy;
        grantedBy = null;
        if (node == null || !node.call(jedis -> Lease.giveBack(jedis, lock, owner))) {
            throw new DefiniteFailure("not the holder");
        }
    }

    @Override
    public void close() {
        nodes.forEach(RedisConnection::close);
    }
}
