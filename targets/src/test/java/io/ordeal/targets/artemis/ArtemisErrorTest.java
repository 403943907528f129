package io.ordeal.targets.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.DefiniteFailure;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArtemisErrorTest {
    @ParameterizedTest
    @EnumSource(
            value = ActiveMQExceptionType.class,
            names = {
                "ADDRESS_FULL",
                "QUEUE_DOES_NOT_EXIST",
                "SECURITY_EXCEPTION",
                "OBJECT_CLOSED",
                "TRANSACTION_ROLLED_BACK"
            })
    void aRefusalIsAProof(ActiveMQExceptionType type) {
        assertThat(ArtemisError.exception(new ActiveMQException(type, "its words")))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("its words");
    }

    @ParameterizedTest
    @EnumSource(
            value = ActiveMQExceptionType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "ADDRESS_FULL",
                "QUEUE_DOES_NOT_EXIST",
                "SECURITY_EXCEPTION",
                "OBJECT_CLOSED",
                "TRANSACTION_ROLLED_BACK"
            })
    void allElseProvesNothing(ActiveMQExceptionType type) {
        ActiveMQException thrown = new ActiveMQException(type, "its words");
        assertThat(ArtemisError.exception(thrown)).isSameAs(thrown);
    }
}
