package io.ordeal.targets.zookeeper;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.LockClient;
import io.ordeal.workload.lock.ReentrantLockClient;
import java.time.Duration;

/** Curator's InterProcessMutex, whose holds end only by release. */
public final class ZooKeeperCuratorTarget extends PlainTarget {
    public ZooKeeperCuratorTarget() {
        super(
                "zookeeper-curator",
                "three ZooKeeper servers; Curator's InterProcessMutex, whose holds end only by release",
                new ZooKeeperEnsemble(),
                () -> ClientFactories.of(
                                LockClient.class,
                                context -> new CuratorLock(ZooKeeperSession.toAnyTryingAgain(context)))
                        .and(
                                ReentrantLockClient.class,
                                context -> new CuratorLock(ZooKeeperSession.toAnyTryingAgain(context)))
                        .withLease(ZooKeeperSession.LONGEST_SILENCE),
                LockExpectations.alsoOf(
                        "reentrant-lock",
                        all(
                                LockExpectations.breaksWhileItsHolderIsFrozen(
                                        Duration.ofSeconds(60),
                                        "Curator, Tech Note 10: a client that is paused for longer than its session goes on as if it had the lock"),
                                LockExpectations.holds(
                                        Faults.SYSTEM,
                                        "ZooKeeper Recipes, Locks: ephemeral nodes in a line, and updates by quorum; holds far shorter than a session"))));
    }
}
