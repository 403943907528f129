package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.LockClient;

/** A library's mutex: others block until its holder releases it. */
public final class JvmLockTarget extends PlainTarget {
    public JvmLockTarget() {
        super(
                "jvm-lock",
                "a lock inside this JVM: a monitor that knows the holder, on which others wait",
                ClusterDescription.none(),
                () -> ClientFactories.of(LockClient.class, new JvmLocks(JvmLocks.Flaw.NONE)::client),
                LockExpectations.holds(
                        Faults.CLIENT_PAUSE, "the text: a mutex of one process; it has no lease that could run out"));
    }
}
