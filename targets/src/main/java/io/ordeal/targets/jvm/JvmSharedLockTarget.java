package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.ReadWriteLockClient;
import java.util.List;

/** A library's read-write lock: who wants it alone blocks until nobody shares it. */
public final class JvmSharedLockTarget extends PlainTarget {
    public JvmSharedLockTarget() {
        super(
                "jvm-shared-lock",
                "read-write locks inside this JVM: a monitor that knows who has what, on which others wait",
                ClusterDescription.none(),
                () -> ClientFactories.of(ReadWriteLockClient.class, new JvmSharedLocks(false)::client),
                List.of(Expectation.holds(
                        "read-write-lock",
                        Faults.CLIENT_PAUSE,
                        "the text: a lock of one process; it has no lease that could run out")));
    }
}
