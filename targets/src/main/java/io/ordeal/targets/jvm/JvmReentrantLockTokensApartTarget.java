package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.lock.ReentrantFencedLockClient;
import java.util.List;

/** A mutant whose next hold's token may be below those of the last. */
public final class JvmReentrantLockTokensApartTarget extends PlainTarget {
    public JvmReentrantLockTokensApartTarget() {
        super(
                "jvm-reentrant-lock-tokens-apart",
                "a mutant of jvm-reentrant-lock: of the tokens of a holder's further grants the next hold's knows nothing",
                ClusterDescription.none(),
                () -> ClientFactories.of(
                        ReentrantFencedLockClient.class,
                        new JvmReentrantLocks(JvmReentrantLocks.Flaw.TOKENS_APART)::client),
                List.of(Expectation.breaks(
                        "reentrant-fenced-lock", Faults.NONE, "token-not-rising", Mutant.SOON, Mutant.SOURCE)));
    }
}
