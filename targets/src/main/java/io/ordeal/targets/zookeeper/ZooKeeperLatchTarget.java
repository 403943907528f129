package io.ordeal.targets.zookeeper;

import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** Curator's latch of leaders. */
public final class ZooKeeperLatchTarget extends PlainTarget {
    public ZooKeeperLatchTarget() {
        super(
                "zookeeper-latch",
                "three ZooKeeper servers; Curator's LeaderLatch, asked whether it has the leadership; no terms",
                new ZooKeeperEnsemble(),
                () -> Elections.untermed(context -> new Latch(ZooKeeperSession.toAnyTryingAgain(context)))
                        .withLease(ZooKeeperSession.LONGEST_SILENCE),
                all(
                        Elections.twoLeadersWhileOneIsFrozen(Duration.ofSeconds(60), ZooKeeperLeaderTarget.PAUSED),
                        Elections.oneLeader(
                                Faults.union(List.of(Faults.SYSTEM, Faults.CLOCKS)),
                                "Curator documentation, Leader Latch: who is suspended leads no more; "
                                        + ZooKeeperLeaderTarget.SESSIONS)));
    }
}
