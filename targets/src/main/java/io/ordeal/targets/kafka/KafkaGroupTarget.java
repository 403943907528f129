package io.ordeal.targets.kafka;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A topic that a consumer group reads as a queue, whose members commit what they have used. */
public final class KafkaGroupTarget extends PlainTarget {
    static final String FROM_THE_COMMITTED =
            "Kafka documentation, Message Delivery Semantics: who commits its position after it has used what it read leaves"
                    + " what it had not committed to the next: at least once";

    static final String PARTITIONS_MOVE =
            "KIP-848, The Next Generation of the Consumer Rebalance Protocol: partitions move to members that come, as all do"
                    + " in the beginning; what the former one has not committed comes again";

    public KafkaGroupTarget() {
        super(
                "kafka-group",
                "one Kafka broker with a topic that a consumer group reads; a member commits a record when it was used",
                KafkaQueues.cluster(),
                () -> KafkaQueues.group(KafkaGroupQueue.Order.USE_THEN_COMMIT),
                List.of(
                        Expectation.holds("queue", Faults.SYSTEM, FROM_THE_COMMITTED),
                        Expectation.mayBreak("queue-once", Faults.NONE, "duplicated", PARTITIONS_MOVE)));
    }
}
