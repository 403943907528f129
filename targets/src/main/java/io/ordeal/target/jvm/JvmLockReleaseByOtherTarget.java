package io.ordeal.target.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.target.ClientFactories;
import io.ordeal.target.Expectation;
import io.ordeal.target.parts.Faults;
import io.ordeal.target.parts.PlainTarget;
import io.ordeal.target.parts.Symptoms;
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
