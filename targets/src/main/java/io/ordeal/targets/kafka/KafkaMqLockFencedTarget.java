package io.ordeal.targets.kafka;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** {@link KafkaMqLockTarget} with the epoch of the group at the time of the grant as fencing token. */
public final class KafkaMqLockFencedTarget extends PlainTarget {
    private static final String EPOCHS =
            "KIP-848, Group Epoch: it rises whenever a member comes, goes or is put out, and is written to the group's log"
                    + " before it is told";

    public KafkaMqLockFencedTarget() {
        super(
                "kafka-mq-lock-fenced",
                "kafka-mq-lock, with the epoch of the group as fencing token",
                KafkaLocks.cluster(),
                KafkaLocks::fenced,
                List.of(
                        Expectation.holds("fenced-lock", Faults.ALL, EPOCHS),
                        Expectation.holds("guarded-set", Faults.ALL, EPOCHS),
                        Expectation.mayBreak(
                                "lock",
                                Faults.union(List.of(Faults.CLIENT_PAUSE, KafkaMqLockTarget.PAUSE)),
                                "overlapping-holds",
                                KafkaMqLockTarget.PUT_OUT),
                        Expectation.holds("lock", Faults.SYSTEM, KafkaMqLockTarget.ONE_MEMBER)));
    }
}
