package io.ordeal.targets.messages;

import io.ordeal.targets.Expectation;
import java.util.List;
import java.util.Optional;

/** The row and a note of its message in one transaction, and a relay that sends what is noted, at least once. */
public final class TransactionalOutboxTarget extends MessageTarget {
    public TransactionalOutboxTarget() {
        super(
                "transactional-outbox",
                "the row and a note of its message are committed in one transaction of PostgreSQL; a relay sends what is"
                        + " noted to Artemis and then removes the note",
                new MessageCluster(
                        Broker.ARTEMIS, Optional.of(new RelayServer(Broker.ARTEMIS, Relay.Order.SEND_THEN_REMOVE))),
                TransactionalOutbox.Program.class,
                List.of(Expectation.holds(
                        OUTBOX,
                        ALL,
                        "Richardson, Microservices Patterns, 2018, section 3.3.2 (Transactional outbox, Polling"
                                + " publisher): messages are sent if and only if the transaction commits, at least"
                                + " once")));
    }
}
