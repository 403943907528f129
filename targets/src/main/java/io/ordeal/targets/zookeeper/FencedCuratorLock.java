package io.ordeal.targets.zookeeper;

import io.ordeal.client.ClientContext;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;
import java.util.Optional;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * {@link CuratorLock} with the transaction number (czxid) that created the process' node in the line as fencing token:
 * the line is in the order of creation, so each holder's number is above that of those before it. A process that is told
 * that its session is lost gives its hold up.
 */
final class FencedCuratorLock implements FencedLockClient {
    private final CuratorLock lock;
    private final ZooKeeperSession session;
    private final ClientContext context;
    private volatile @Nullable String held;

    FencedCuratorLock(ZooKeeperSession session, ClientContext context) {
        this.lock = new CuratorLock(session);
        this.session = session;
        this.context = context;
        session.curator().getConnectionStateListenable().addListener((curator, state) -> {
            if (state == ConnectionState.LOST) {
                giveUp();
            }
        });
    }

    private void giveUp() {
        String mine = held;
        held = null;
        if (mine != null) {
            context.sessionLost(mine);
        }
    }

    @Override
    public Optional<Grant> acquire(String name) throws Exception {
        if (lock.acquire(name).isEmpty()) {
            return Optional.empty();
        }
        held = name;
        String path = lock.path(name);
        Stat node = path == null ? null : session.curator().checkExists().forPath(path);
        if (node == null) {
            held = null;
            lock.release(name);
            throw new DefiniteFailure("the session, and with it the lock's node, was gone before its token was read");
        }
        return Optional.of(Grant.withToken(node.getCzxid()));
    }

    @Override
    public void release(String name) throws Exception {
        held = null;
        lock.release(name);
    }

    @Override
    public void close() {
        held = null;
        lock.close();
    }
}
