package io.ordeal.targets.zookeeper;

import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;

/**
 * A textbook's lock: whoever creates the ephemeral node holds the lock, the others watch the node; to release it is to
 * delete the node, whoever made it.
 */
final class EphemeralLock implements LockClient {
    private final ZooKeeperSession session;

    EphemeralLock(ZooKeeperSession session) {
        this.session = session;
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        return session.call(zookeeper -> acquire(zookeeper, "/" + lock));
    }

    private Optional<Grant> acquire(CuratorFramework zookeeper, String path) throws Exception {
        long deadline = System.nanoTime() + session.patience().toNanos();
        while (true) {
            try {
                zookeeper.create().withMode(CreateMode.EPHEMERAL).forPath(path);
                return Optional.of(Grant.plain());
            } catch (KeeperException.NodeExistsException held) {
                CountDownLatch changed = new CountDownLatch(1);
                boolean there = zookeeper
                                .checkExists()
                                .usingWatcher((org.apache.zookeeper.Watcher) event -> changed.countDown())
                                .forPath(path)
                        != null;
                long leftNanos = deadline - System.nanoTime();
                if (leftNanos <= 0 || (there && !changed.await(leftNanos, TimeUnit.NANOSECONDS))) {
                    return Optional.empty();
                }
            }
        }
    }

    @Override
    public void release(String lock) throws Exception {
        session.call(zookeeper -> zookeeper.delete().withVersion(-1).forPath("/" + lock));
    }

    @Override
    public void close() {
        session.close();
    }
}
