package io.ordeal.targets.messages;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link RabbitMqOutboxTarget} whose relay takes for sent what it has written to its connection. */
public final class RabbitMqOutboxUnconfirmedTarget extends MessageTarget {
    private static final String SOURCE =
            "RabbitMQ documentation, Publisher Confirms: without them, what is on its way when a connection or a node fails"
                    + " is lost, and its publisher does not learn of it";

    public RabbitMqOutboxUnconfirmedTarget() {
        super(
                "rabbitmq-outbox-unconfirmed",
                "as rabbitmq-outbox, but the relay removes a note without waiting for the confirm of its message",
                new MessageCluster(
                        Broker.RABBITMQ,
                        Optional.of(new RelayServer(Broker.RABBITMQ_UNCONFIRMED, Relay.Order.SEND_THEN_REMOVE))),
                TransactionalOutbox.OverRabbitMq.class,
                List.of(
                        // else it is a matter of luck: a node that keeps up has what was written to it after a moment;
                        // and of a
                        // relay that has not connected yet nothing is on its way
                        Expectation.breaks(OUTBOX, Set.of("hold", "kill"), "lost", SURELY, SOURCE)
                                .struckBy(
                                        "held=hold:relay-broker@after=100:publish..for=2s",
                                        "kill:broker@began=held+after=10:publish"),
                        Expectation.mayBreak(OUTBOX, ALL, "lost", SOURCE),
                        Expectation.holds(
                                OUTBOX,
                                Faults.NONE,
                                "by construction: what nobody interrupts arrives in the order in which it was sent")));
    }
}
