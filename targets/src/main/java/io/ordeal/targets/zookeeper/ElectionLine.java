package io.ordeal.targets.zookeeper;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.leader.Leadership;
import io.ordeal.workload.leader.TermedLeaderElectionClient;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * The election of ZooKeeper's recipes: each candidate makes an ephemeral node with the next number, whoever has the lowest leads,
 * and the others watch the one before theirs. A leader takes itself for one until its connection breaks, whatever becomes of its
 * session; its term is the number of the transaction that made it (czxid), in whose order the line is.
 */
final class ElectionLine implements TermedLeaderElectionClient {
    private static final String PREFIX = "n-";

    private final ZooKeeperSession session;
    private final AtomicInteger interruptions = new AtomicInteger();
    private @Nullable Place place;
    private @Nullable Leadership office;

    /**
     * A node of this process in a line.
     *
     * @param czxid that made it
     * @param interruptions of the connection before it was made
     */
    private record Place(String path, long czxid, int interruptions) {
        String folder() {
            return path.substring(0, path.lastIndexOf('/'));
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    ElectionLine(ZooKeeperSession session) {
        this.session = session;
        session.curator().getConnectionStateListenable().addListener((curator, state) -> {
            if (!state.isConnected()) {
                interruptions.incrementAndGet();
            }
        });
    }

    @Override
    public Optional<Leadership> campaign(String election) throws Exception {
        office = null;
        leaveLine();
        Place mine = session.call(zookeeper -> enter(zookeeper, "/elections/" + election));
        place = mine;
        if (session.call(zookeeper -> isFirstInTime(zookeeper, mine))) {
            office = Leadership.inTerm(mine.czxid());
            return leads(election);
        }
        leaveLine();
        return Optional.empty();
    }

    private Place enter(CuratorFramework zookeeper, String folder) throws Exception {
        int before = interruptions.get();
        Stat stat = new Stat();
        String path = zookeeper
                .create()
                .storingStatIn(stat)
                .creatingParentsIfNeeded()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .forPath(folder + "/" + PREFIX);
        return new Place(path, stat.getCzxid(), before);
    }

    private boolean isFirstInTime(CuratorFramework zookeeper, Place mine) throws Exception {
        long deadline = System.nanoTime() + session.patience().toNanos();
        while (true) {
            List<String> line = zookeeper.getChildren().forPath(mine.folder());
            Collections.sort(line);
            int at = line.indexOf(mine.name());
            if (at <= 0) {
                // not there: its session is over
                return at == 0;
            }
            CountDownLatch changed = new CountDownLatch(1);
            boolean there = zookeeper
                            .checkExists()
                            .usingWatcher((Watcher) event -> changed.countDown())
                            .forPath(mine.folder() + "/" + line.get(at - 1))
                    != null;
            long leftNanos = deadline - System.nanoTime();
            if (leftNanos <= 0 || (there && !changed.await(leftNanos, TimeUnit.NANOSECONDS))) {
                return false;
            }
        }
    }

    /** Takes this process' node away, if there is one. */
    private void leaveLine() throws Exception {
        Place mine = place;
        if (mine == null) {
            return;
        }
        try {
            session.call(zookeeper -> zookeeper.delete().forPath(mine.path()));
        } catch (DefiniteFailure refused) {
            if (!(refused.getCause() instanceof KeeperException.NoNodeException)) {
                throw refused;
            }
        }
        place = null;
    }

    @Override
    public Optional<Leadership> leads(String election) {
        Place mine = place;
        if (mine == null
                || interruptions.get() != mine.interruptions()
                || !session.curator().getZookeeperClient().isConnected()) {
            office = null;
        }
        return Optional.ofNullable(office);
    }

    @Override
    public void resign(String election) throws Exception {
        if (office == null) {
            throw new DefiniteFailure("it does not lead");
        }
        office = null;
        leaveLine();
    }

    @Override
    public void close() {
        session.close();
    }
}
