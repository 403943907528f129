package io.ordeal.targets.kafka;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Set;

/** What is expected of rows and messages that are written in one transaction. */
final class KafkaExpectations {
    private static final String KAFKA_20734 =
            "KAFKA-20734, in 4.3.0 and 4.3.1: the coordinator takes a partition that has no leader for one that was deleted,"
                    + " drops the marker that it owes it, and ends the transaction; there it ends as the next one of the same"
                    + " transactional.id does, or never";

    private static final String KIP_98 =
            "KIP-98, Exactly Once Delivery and Transactional Messaging: a transaction's records become readable in all"
                    + " partitions or in none; a producer's successor with the same transactional.id ends what it left open";

    private KafkaExpectations() {}

    /** @param leaderless the faults that leave a partition without a leader for a while */
    static List<Expectation> of(Set<String> leaderless) {
        return List.of(
                Expectation.mayBreak(
                                "outbox", leaderless, List.of("unexpected", "lost", "hanging-transaction"), KAFKA_20734)
                        .in("kafka", "4.3.0..4.3.1"),
                Expectation.holds(
                        "outbox",
                        Faults.union(List.of(Faults.SYSTEM, Faults.CLIENT_PAUSE, Faults.KILL_COORDINATOR)),
                        KIP_98));
    }
}
