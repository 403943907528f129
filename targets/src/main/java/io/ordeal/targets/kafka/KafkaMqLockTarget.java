package io.ordeal.targets.kafka;

import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.LockExpectations;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.Set;

/**
 * A lock that is kept by a message broker, as texts have it: who asks for it stands in line, is told when it is theirs, and gives
 * it back. In Kafka that is the partition of a consumer group.
 */
public final class KafkaMqLockTarget extends PlainTarget {
    static final Set<String> PAUSE = Set.of("pause");

    static final String ONE_MEMBER =
            "KIP-848, The Next Generation of the Consumer Rebalance Protocol: a partition is given to a member when the one"
                    + " who had it has given it up, or was put out of the group";

    static final String PUT_OUT =
            "KIP-848, Session timeout: a member that is not heard of for group.consumer.session.timeout.ms is put out of the"
                    + " group, and its partitions go to others";

    public KafkaMqLockTarget() {
        super(
                "kafka-mq-lock",
                "one Kafka broker; a lock is a consumer group of a topic with one partition, held by the member that has it",
                KafkaLocks.cluster(),
                KafkaLocks::plain,
                all(
                        LockExpectations.breaksWhileItsHolderIsFrozen(Duration.ofSeconds(60), PUT_OUT),
                        // a broker that was frozen finds all sessions over
                        LockExpectations.mayBreak(PAUSE, PUT_OUT),
                        LockExpectations.holds(Faults.SYSTEM, ONE_MEMBER)));
    }
}
