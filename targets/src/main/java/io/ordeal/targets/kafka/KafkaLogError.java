package io.ordeal.targets.kafka;

import io.ordeal.client.DefiniteFailure;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Why a record that was sent once has no acknowledgement, and whether that proves that it is not, and will not be, in the log.
 * What is not listed proves nothing.
 */
enum KafkaLogError {
    /** Too few replicas are in step: looked at before it is appended, {@code Partition.appendRecordsToLeader}. */
    TOO_FEW_REPLICAS(NotEnoughReplicasException.class, true, "too few replicas are in step, nothing was appended"),
    /** It leads no more; it may have when it appended the record, and waited for the others. */
    NOT_LEADER(NotLeaderOrFollowerException.class, false, "the broker does not lead, or no longer"),
    /**
     * No answer in time, or not sent in time: the producer does not tell which. Brokers from 4.0 on end so, too, where
     * replicas fell out of step after the record was appended.
     */
    TIMED_OUT(TimeoutException.class, false, "no answer in time"),
    /** The connection broke: it may be appended. */
    CONNECTION_LOST(NetworkException.class, false, "the connection was lost"),
    /** Anything else; {@code NotEnoughReplicasAfterAppendException}, which no fault here brought about, among it. */
    OTHER(KafkaException.class, false, "an error that proves nothing");

    private final Class<? extends KafkaException> type;
    private final boolean definite;
    private final String meaning;

    KafkaLogError(Class<? extends KafkaException> type, boolean definite, String meaning) {
        this.type = type;
        this.definite = definite;
        this.meaning = meaning;
    }

    static KafkaLogError of(KafkaException answer) {
        return List.of(values()).stream()
                .filter(error -> error.type.isInstance(answer))
                .findFirst()
                .orElse(OTHER);
    }

    /** The exception for an append without acknowledgement: a {@link DefiniteFailure} where it is a proof. */
    static Exception exception(KafkaException answer) {
        KafkaLogError error = of(answer);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + answer.getMessage(), answer) : answer;
    }
}
