package io.ordeal.targets.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaErrorTest {
    @Test
    void whoMayNotCommitHasNotCommitted() {
        assertThat(KafkaError.atCommit(new TransactionalIdAuthorizationException("its words")))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("its words");
    }

    @Test
    void atCommitAllElseProvesNothing() {
        for (KafkaException thrown : List.of(
                new TimeoutException("late"),
                new ProducerFencedException("fenced"),
                new TransactionAbortableException("abort"),
                new InvalidProducerEpochException("epoch"),
                new KafkaException("any"))) {
            assertThat(KafkaError.atCommit(thrown)).isSameAs(thrown);
        }
    }
}
