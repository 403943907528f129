package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.ReadWriteLockClient;
import java.util.List;

/** A mutant that gives a lock to one alone while others share it. */
public final class JvmSharedLockHeedlessTarget extends PlainTarget {
    public JvmSharedLockHeedlessTarget() {
        super(
                "jvm-shared-lock-heedless",
                "a mutant of jvm-shared-lock that gives a lock to one alone while others share it",
                ClusterDescription.none(),
                () -> ClientFactories.of(ReadWriteLockClient.class, new JvmSharedLocks(true)::client),
                List.of(Expectation.breaks(
                        "read-write-lock", Faults.NONE, "overlapping-holds", Mutant.SOON, Mutant.SOURCE)));
    }
}
