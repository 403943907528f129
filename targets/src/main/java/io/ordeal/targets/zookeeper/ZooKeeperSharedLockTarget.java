package io.ordeal.targets.zookeeper;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.ReadWriteLockClient;
import java.time.Duration;
import java.util.List;

/** Curator's InterProcessReadWriteLock, whose holds end only by release. */
public final class ZooKeeperSharedLockTarget extends PlainTarget {
    private static final String WORKLOAD = "read-write-lock";
    private static final String PAUSE =
            "Curator, Tech Note 10: a client that is paused for longer than its session goes on as if it had the lock";

    public ZooKeeperSharedLockTarget() {
        super(
                "zookeeper-shared-lock",
                "three ZooKeeper servers; Curator's InterProcessReadWriteLock, whose holds end only by release",
                new ZooKeeperEnsemble(),
                () -> ClientFactories.of(
                                ReadWriteLockClient.class,
                                context -> new CuratorSharedLock(ZooKeeperSession.toAnyTryingAgain(context)))
                        .withLease(ZooKeeperSession.LONGEST_SILENCE),
                List.of(
                        Expectation.mayBreak(WORKLOAD, Faults.CLIENT_PAUSE_ELSEWHERE, "overlapping-holds", PAUSE),
                        Expectation.breaks(
                                WORKLOAD, Faults.CLIENT_PAUSE, "overlapping-holds", Duration.ofSeconds(60), PAUSE),
                        Expectation.holds(
                                WORKLOAD,
                                Faults.SYSTEM,
                                "ZooKeeper Recipes, Shared Locks: readers wait for the writers before them in the line,"
                                        + " writers for everybody; holds are far shorter than a session")));
    }
}
