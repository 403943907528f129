package io.ordeal.targets.zookeeper;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.register.CasRegisterClient;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;

/** Registers as nodes of ZooKeeper: read from the server that the session is with, set by version. */
final class ZooKeeperRegister implements CasRegisterClient {
    private final ZooKeeperSession session;
    private final boolean syncs;

    /**
     * @param session that does not try again: a second try could not tell its own earlier success from another's
     * @param syncs whether the server catches up with the leader before each read
     */
    ZooKeeperRegister(ZooKeeperSession session, boolean syncs) {
        this.session = session;
        this.syncs = syncs;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        return session.call(zookeeper -> {
            if (syncs) {
                sync(zookeeper, path(key));
            }
            try {
                return OptionalLong.of(number(zookeeper.getData().forPath(path(key))));
            } catch (KeeperException.NoNodeException neverWritten) {
                return OptionalLong.empty();
            }
        });
    }

    /** Curator's own sync does not wait, and drops what came of it. */
    private void sync(CuratorFramework zookeeper, String path) throws Exception {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        zookeeper.getZookeeperClient().getZooKeeper().sync(path, (code, p, context) -> done.complete(code), null);
        int code = done.get(2 * session.patience().toMillis(), TimeUnit.MILLISECONDS);
        if (code != Code.OK.intValue()) {
            throw KeeperException.create(Code.get(code), path);
        }
    }

    @Override
    public void write(String key, long value) throws Exception {
        session.call(zookeeper -> {
            try {
                return zookeeper.setData().forPath(path(key), bytes(value));
            } catch (KeeperException.NoNodeException neverWritten) {
                return create(zookeeper, key, value);
            }
        });
    }

    private static Stat create(CuratorFramework zookeeper, String key, long value) throws Exception {
        Stat stat = new Stat();
        try {
            zookeeper.create().storingStatIn(stat).forPath(path(key), bytes(value));
            return stat;
        } catch (KeeperException.NodeExistsException inTheMeantime) {
            return zookeeper.setData().forPath(path(key), bytes(value));
        }
    }

    @Override
    public boolean compareAndSet(String key, long expected, long value) throws Exception {
        return session.call(zookeeper -> {
            Stat stat = new Stat();
            long before;
            try {
                before = number(zookeeper.getData().storingStatIn(stat).forPath(path(key)));
            } catch (KeeperException.NoNodeException neverWritten) {
                return false;
            }
            if (before != expected) {
                return false;
            }
            try {
                zookeeper.setData().withVersion(stat.getVersion()).forPath(path(key), bytes(value));
                return true;
            } catch (KeeperException.BadVersionException inTheMeantime) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        session.close();
    }

    private static String path(String key) {
        return "/" + key;
    }

    private static byte[] bytes(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }

    private static long number(byte[] bytes) throws DefiniteFailure {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException other) {
            throw new DefiniteFailure("expected a number in the node, found: " + text, other);
        }
    }
}
