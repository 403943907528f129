package io.ordeal.targets.zookeeper;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.LockClient;
import java.util.List;
import java.util.Set;

/** Curator's lock, fenced by the number of the transaction that made the holder's node. */
public final class ZooKeeperFencedTarget extends PlainTarget {
    /** Sessions expire by the monotonic clock, and are numbered by what was agreed on: wall clocks are felt by neither. */
    private static final Set<String> ALL_FAULTS =
            Faults.union(List.of(Faults.ALL, Faults.MEMORY, Faults.DISKS, Faults.CLOCKS, Faults.MEMBERS));

    private static final Set<String> SYSTEM_AND_CLOCKS = Faults.union(List.of(Faults.SYSTEM, Faults.CLOCKS));

    public ZooKeeperFencedTarget() {
        super(
                "zookeeper-fenced",
                "three ZooKeeper servers; Curator's InterProcessMutex with the lock node's czxid as fencing token",
                new ZooKeeperEnsemble(),
                () -> ClientFactories.of(
                                LockClient.class,
                                context -> new FencedCuratorLock(ZooKeeperSession.toAnyTryingAgain(context), context))
                        .and(
                                FencedLockClient.class,
                                context -> new FencedCuratorLock(ZooKeeperSession.toAnyTryingAgain(context), context))
                        .withLease(ZooKeeperSession.LONGEST_SILENCE),
                List.of(
                        Expectation.holds(
                                "fenced-lock",
                                ALL_FAULTS,
                                "Kleppmann, How to do distributed locking, 2016: the zxid is a fencing token;"
                                        + " ZooKeeper numbers all updates in one order, and syncs its log before it"
                                        + " acknowledges (Administrator's Guide, forceSync)"),
                        Expectation.holds(
                                "guarded-set",
                                ALL_FAULTS,
                                "Kleppmann, How to do distributed locking, 2016: the zxid is a fencing token;"
                                        + " ZooKeeper numbers all updates in one order, and syncs its log before it"
                                        + " acknowledges (Administrator's Guide, forceSync)"),
                        Expectation.mayBreak(
                                "lock",
                                Faults.CLIENT_PAUSE,
                                "overlapping-holds",
                                "Curator, Tech Note 10: a client that is paused for longer than its session goes on as"
                                        + " if it had the lock"),
                        Expectation.holds(
                                "lock",
                                SYSTEM_AND_CLOCKS,
                                "ZooKeeper Recipes, Locks: ephemeral nodes in a line, and updates by quorum; holds far"
                                        + " shorter than a session")));
    }
}
