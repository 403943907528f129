package io.ordeal.targets.zookeeper;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.leader.LeaderElectionClient;
import io.ordeal.workload.leader.Leadership;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.jspecify.annotations.Nullable;

/** Curator's {@code LeaderLatch}, another for each campaign, and asked whether it has the leadership. */
final class Latch implements LeaderElectionClient {
    private final ZooKeeperSession session;
    private @Nullable LeaderLatch latch;

    Latch(ZooKeeperSession session) {
        this.session = session;
    }

    @Override
    public Optional<Leadership> campaign(String election) throws Exception {
        leave();
        session.requireConnected();
        LeaderLatch mine = new LeaderLatch(session.curator(), "/latches/" + election);
        latch = mine;
        mine.start();
        if (mine.await(session.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.of(Leadership.plain());
        }
        leave();
        return Optional.empty();
    }

    @Override
    public Optional<Leadership> leads(String election) {
        LeaderLatch mine = latch;
        return mine != null && mine.hasLeadership() ? Optional.of(Leadership.plain()) : Optional.empty();
    }

    @Override
    public void resign(String election) throws Exception {
        if (latch == null) {
            throw new DefiniteFailure("it does not lead");
        }
        leave();
    }

    /** Closes the latch, which takes its node away, sooner or later; it leads no more at once. */
    private void leave() throws IOException {
        LeaderLatch mine = latch;
        latch = null;
        if (mine != null) {
            mine.close();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
