package io.ordeal.targets.messages;

import io.ordeal.targets.Expectation;
import java.util.List;
import java.util.Optional;

/** {@link TransactionalOutboxTarget} through RabbitMQ: a note is removed when its message is confirmed. */
public final class RabbitMqOutboxTarget extends MessageTarget {
    public RabbitMqOutboxTarget() {
        super(
                "rabbitmq-outbox",
                "the row and a note of its message are committed in one transaction of PostgreSQL; a relay sends what is"
                        + " noted to RabbitMQ and removes the note when that is confirmed",
                new MessageCluster(
                        Broker.RABBITMQ, Optional.of(new RelayServer(Broker.RABBITMQ, Relay.Order.SEND_THEN_REMOVE))),
                TransactionalOutbox.OverRabbitMq.class,
                List.of(Expectation.holds(
                        OUTBOX,
                        ALL,
                        "RabbitMQ documentation, Publisher Confirms: a persistent message is confirmed when a quorum queue"
                                + " has it on the disks of a majority; Richardson, Microservices Patterns, 2018, section"
                                + " 3.3.2")));
    }
}
