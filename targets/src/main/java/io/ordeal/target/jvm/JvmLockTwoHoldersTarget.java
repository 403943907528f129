package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.ClientFactories;
import io.ordeal.target.parts.LockExpectations;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.workload.lock.LockClient;

/** A mutant that lets two in. */
public final class JvmLockTwoHoldersTarget extends PlainTarget {
    public JvmLockTwoHoldersTarget() {
        super(
                "jvm-lock-two-holders",
                "a mutant of jvm-lock that lets two in",
                ClusterDescription.none(),
                () -> ClientFactories.of(LockClient.class, new JvmLocks(JvmLocks.Flaw.TWO_HOLDERS)::client),
                LockExpectations.breaksByItself(Mutant.SOURCE));
    }
}
