package io.ordeal.targets.kafka;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A topic that a share group reads as a queue, whose members acknowledge each record. */
public final class KafkaShareGroupTarget extends PlainTarget {
    private static final String LENT =
            "KIP-932, Queues for Kafka: a record that is acquired and not acknowledged is given to a member again when its"
                    + " lock has run out, up to group.share.delivery.count.limit times";

    public KafkaShareGroupTarget() {
        super(
                "kafka-share-group",
                "one Kafka broker with a topic that a share group reads; a member acknowledges a record when it was used",
                KafkaQueues.cluster(),
                KafkaQueues::shareGroup,
                List.of(
                        Expectation.holds("queue", Faults.SYSTEM, LENT),
                        Expectation.holds(
                                "queue-once", Faults.NONE, "no member keeps a record for longer than its lock"),
                        Expectation.mayBreak("queue-once", Faults.SYSTEM, "duplicated", LENT)));
    }
}
