package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.ClientFactories;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.workload.lock.LockClient;
import java.time.Duration;
import java.util.List;

/** A mutant that lets two in. */
public final class JvmLockTwoHoldersTarget extends PlainTarget {
    public JvmLockTwoHoldersTarget() {
        super(
                "jvm-lock-two-holders",
                "a mutant of jvm-lock that lets two in",
                ClusterDescription.none(),
                () -> ClientFactories.of(LockClient.class, new JvmLocks(JvmLocks.Flaw.TWO_HOLDERS)::client),
                List.of(
                        Expectation.breaks(
                                "lock",
                                Faults.NONE,
                                "overlapping-holds",
                                Duration.ofSeconds(5),
                                "a mutant: the flaw is built in"),
                        Expectation.breaks(
                                "guarded-set",
                                Faults.NONE,
                                "lost-update",
                                Duration.ofSeconds(10),
                                "a mutant: the flaw is built in")));
    }
}
