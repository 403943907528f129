package io.ordeal.targets.artemis;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** {@link ArtemisMqLockTarget} with the number of the grant, which the broker keeps, as fencing token. */
public final class ArtemisMqLockFencedTarget extends PlainTarget {
    private static final String ONE_TRANSACTION =
            "Artemis documentation, Transactional Core: the number before is acknowledged and the next one sent in one"
                    + " transaction, which is on the disk before it is told";

    public ArtemisMqLockFencedTarget() {
        super(
                "artemis-mq-lock-fenced",
                "artemis-mq-lock, with the number of the grant as fencing token",
                ArtemisLocks.cluster(),
                ArtemisLocks::fenced,
                List.of(
                        Expectation.holds("fenced-lock", Faults.ALL, ONE_TRANSACTION),
                        Expectation.holds("guarded-set", Faults.ALL, ONE_TRANSACTION),
                        Expectation.mayBreak(
                                "lock", Faults.CLIENT_PAUSE, "overlapping-holds", LockExpectations.LEASE_RUNS_OUT),
                        Expectation.holds("lock", Faults.SYSTEM, ArtemisMqLockTarget.ONE_CONSUMER)));
    }
}
