package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import io.ordeal.workload.lock.LockClient;
import java.util.List;

/** A mutant that whoever calls release frees. */
public final class JvmLockReleaseByOtherTarget extends PlainTarget {
    public JvmLockReleaseByOtherTarget() {
        super(
                "jvm-lock-release-by-other",
                "a mutant of jvm-lock that whoever calls release frees",
                ClusterDescription.none(),
                () -> ClientFactories.of(LockClient.class, new JvmLocks(JvmLocks.Flaw.RELEASE_BY_OTHER)::client),
                List.of(
                        Expectation.breaks("lock", Faults.NONE, Symptoms.FREED_BY_OTHERS, Mutant.SOON, Mutant.SOURCE),
                        Expectation.holds("guarded-set", Faults.CLIENT_PAUSE, "there, only holders release")));
    }
}
