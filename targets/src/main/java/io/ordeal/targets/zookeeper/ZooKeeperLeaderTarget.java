package io.ordeal.targets.zookeeper;

import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;

/** The election of ZooKeeper's recipes. */
public final class ZooKeeperLeaderTarget extends PlainTarget {
    static final String PAUSED =
            "Curator, Tech Note 10: a client that is paused for longer than its session goes on as if nothing had been";

    static final String SESSIONS =
            "ZooKeeper Programmer's Guide, Sessions: who hears nothing for two thirds of its time-out is disconnected,"
                    + " before its session ends";

    public ZooKeeperLeaderTarget() {
        super(
                "zookeeper-leader",
                "three ZooKeeper servers; the election of its recipes by ephemeral nodes in a line, with the czxid of"
                        + " the leader's node as term",
                new ZooKeeperEnsemble(),
                () -> Elections.termed(context -> new ElectionLine(ZooKeeperSession.toAny(context)))
                        .withLease(ZooKeeperSession.LONGEST_SILENCE),
                all(
                        Elections.twoLeadersWhileOneIsFrozen(Duration.ofSeconds(60), PAUSED),
                        Elections.oneLeader(
                                Faults.union(List.of(Faults.SYSTEM, Faults.CLOCKS)),
                                "ZooKeeper Recipes, Leader Election; " + SESSIONS),
                        Elections.termsHold(
                                Faults.union(List.of(Faults.ALL, Faults.DISKS, Faults.CLOCKS)),
                                "ZooKeeper Recipes, Leader Election: the lowest number leads; numbers and transactions"
                                        + " are of one order")));
    }
}
