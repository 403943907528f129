package io.ordeal.targets.zookeeper;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import io.ordeal.workload.lock.LockClient;
import java.time.Duration;
import java.util.List;

/** A textbook's lock: one ephemeral node, deleted by whoever calls. */
public final class ZooKeeperEphemeralTarget extends PlainTarget {
    public ZooKeeperEphemeralTarget() {
        super(
                "zookeeper-ephemeral",
                "three ZooKeeper servers; a textbook's lock: whoever creates the ephemeral node holds it, whoever calls deletes it",
                new ZooKeeperEnsemble(),
                () -> ClientFactories.of(
                                LockClient.class, context -> new EphemeralLock(ZooKeeperSession.toAny(context)))
                        .withLease(ZooKeeperSession.LONGEST_SILENCE),
                List.of(
                        Expectation.breaks(
                                "lock",
                                Faults.NONE,
                                Symptoms.FREED_BY_OTHERS,
                                Duration.ofSeconds(30),
                                "the text, and its flaw by construction: whoever calls deletes the node"),
                        Expectation.mayBreak(
                                "guarded-set",
                                Faults.CLIENT_PAUSE_ELSEWHERE,
                                Symptoms.LOST_UNDER_LOCK,
                                "ZooKeeper Programmer's Guide, Sessions: a session ends while its client is frozen, and its ephemeral nodes with it"),
                        Expectation.breaks(
                                "guarded-set",
                                Faults.CLIENT_PAUSE,
                                Symptoms.LOST_UNDER_LOCK,
                                Duration.ofSeconds(60),
                                "ZooKeeper Programmer's Guide, Sessions: a session ends while its client is frozen, and its ephemeral nodes with it"),
                        Expectation.mayBreak(
                                "guarded-set",
                                Faults.SYSTEM,
                                Symptoms.LOST_UNDER_LOCK,
                                "the text, and its flaw by construction: whoever calls deletes the node"),
                        Expectation.holds(
                                "guarded-set",
                                Faults.NONE,
                                "ZooKeeper Recipes, Locks: ephemeral nodes in a line, and updates by quorum; holds far shorter than a session")));
    }
}
