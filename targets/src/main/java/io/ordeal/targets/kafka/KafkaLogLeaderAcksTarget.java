package io.ordeal.targets.kafka;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import io.ordeal.workload.log.LogClient;
import java.time.Duration;
import java.util.List;

/** Logs whose appends the leader alone acknowledges. */
public final class KafkaLogLeaderAcksTarget extends PlainTarget {
    private static final String LEADER_ALONE =
            "Kafka documentation, producer configs, acks=1: the leader alone has it when it is acknowledged; it is"
                    + " lost if that fails before the others have it";

    public KafkaLogLeaderAcksTarget() {
        super(
                "kafka-log-acks-1",
                "three Kafka brokers; logs as topics that all keep, and whose leader alone acknowledges (acks=1)",
                new KafkaLogCluster(1, false),
                () -> ClientFactories.of(LogClient.class, context -> new KafkaLog(context, "1")),
                List.of(
                        Expectation.breaks(
                                "log",
                                Faults.PARTITION_OF_PRIMARY,
                                Symptoms.ENTRIES_LOST,
                                Duration.ofSeconds(60),
                                LEADER_ALONE),
                        Expectation.holds(
                                "log",
                                Faults.NONE,
                                "Kafka documentation, Replication: who leads has what it acknowledged"),
                        Expectation.mayBreak("log", Faults.SYSTEM, Symptoms.ENTRIES_LOST, LEADER_ALONE)));
    }
}
