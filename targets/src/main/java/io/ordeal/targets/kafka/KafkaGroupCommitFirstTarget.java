package io.ordeal.targets.kafka;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@link KafkaGroupTarget} whose members commit what they have read, and use it then. */
public final class KafkaGroupCommitFirstTarget extends PlainTarget {
    private static final String AT_MOST_ONCE =
            "Kafka documentation, Message Delivery Semantics: who commits its position before it uses what it read never uses"
                    + " it if it ends in between: at most once";

    public KafkaGroupCommitFirstTarget() {
        super(
                "kafka-group-commit-first",
                "as kafka-group, but a member commits a record when it has read it, and uses it then",
                KafkaQueues.cluster(),
                () -> KafkaQueues.group(KafkaGroupQueue.Order.COMMIT_THEN_USE),
                List.of(
                        Expectation.breaks("queue", Set.of("pause"), "lost", Duration.ofSeconds(60), AT_MOST_ONCE),
                        Expectation.holds("queue", Faults.NONE, "nobody ends in between"),
                        Expectation.mayBreak("queue", Faults.SYSTEM, "lost", AT_MOST_ONCE),
                        Expectation.mayBreak("queue-once", Faults.SYSTEM, List.of("lost", "duplicated"), AT_MOST_ONCE),
                        Expectation.mayBreak(
                                "queue-once", Faults.NONE, "duplicated", KafkaGroupTarget.PARTITIONS_MOVE)));
    }
}
