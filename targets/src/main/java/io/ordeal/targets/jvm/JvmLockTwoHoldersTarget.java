package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.LockClient;

/** A mutant that lets two in. */
public final class JvmLockTwoHoldersTarget extends PlainTarget {
    public JvmLockTwoHoldersTarget() {
        super(
                "jvm-lock-two-holders",
                "a mutant of jvm-lock that lets two in",
                ClusterDescription.none(),
                () -> ClientFactories.of(LockClient.class, new JvmLocks(JvmLocks.Flaw.ONE_TOO_MANY)::client),
                LockExpectations.breaksByItself(Mutant.SOURCE));
    }
}
