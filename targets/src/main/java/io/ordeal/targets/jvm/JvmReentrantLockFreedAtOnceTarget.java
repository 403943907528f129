package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.ReentrantLockClient;
import java.util.List;

/** A mutant that the first release frees. */
public final class JvmReentrantLockFreedAtOnceTarget extends PlainTarget {
    public JvmReentrantLockFreedAtOnceTarget() {
        super(
                "jvm-reentrant-lock-freed-at-once",
                "a mutant of jvm-reentrant-lock that its holder's first release frees, however often it was acquired",
                ClusterDescription.none(),
                () -> ClientFactories.of(
                        ReentrantLockClient.class, new JvmReentrantLocks(JvmReentrantLocks.Flaw.FREED_AT_ONCE)::client),
                List.of(Expectation.breaks(
                        "reentrant-lock", Faults.NONE, "overlapping-holds", Mutant.SOON, Mutant.SOURCE)));
    }
}
