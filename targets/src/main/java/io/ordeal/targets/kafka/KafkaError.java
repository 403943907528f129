package io.ordeal.targets.kafka;

import io.ordeal.client.DefiniteFailure;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;

/**
 * What Kafka's producer tells when a commit does not succeed, and whether that proves that the transaction is not, and
 * will not be, committed. The producer asks more than once if an answer is late, so that an answer to the second question
 * says nothing of the first: next to nothing is proof. Before the commit is asked for no proof is needed.
 */
enum KafkaError {
    /** Refused before it is executed, however often it is asked. */
    NOT_AUTHORIZED(AuthorizationException.class, true, "no permission"),
    /** No answer in time: it may be committed, or be committed later. */
    TIMED_OUT(TimeoutException.class, false, "no answer in time"),
    /** Another producer has taken the transactional id over; before or after this one's commit. */
    FENCED(ProducerFencedException.class, false, "fenced"),
    /** The answer to a later try, perhaps. */
    ABORTABLE(TransactionAbortableException.class, false, "the transaction can only be aborted"),
    /** The thread was told to stop while it waited. */
    INTERRUPTED(InterruptException.class, false, "interrupted"),
    /** Anything else. */
    OTHER(KafkaException.class, false, "an error that proves nothing");

    private final Class<? extends KafkaException> type;
    private final boolean definite;
    private final String meaning;

    KafkaError(Class<? extends KafkaException> type, boolean definite, String meaning) {
        this.type = type;
        this.definite = definite;
        this.meaning = meaning;
    }

    boolean isDefinite() {
        return definite;
    }

    static KafkaError of(KafkaException answer) {
        return List.of(values()).stream()
                .filter(error -> error.type.isInstance(answer))
                .findFirst()
                .orElse(OTHER);
    }

    /** The exception for a commit that did not succeed: a {@link DefiniteFailure} where it is a proof. */
    static Exception atCommit(KafkaException answer) {
        KafkaError error = of(answer);
        return error.definite ? new DefiniteFailure(error.meaning + ": " + answer.getMessage(), answer) : answer;
    }
}
