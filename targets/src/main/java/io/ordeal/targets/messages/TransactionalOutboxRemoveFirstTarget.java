package io.ordeal.targets.messages;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;
import java.util.Optional;

/** A transactional outbox whose relay does its two steps the wrong way round: at most once. */
public final class TransactionalOutboxRemoveFirstTarget extends MessageTarget {
    private static final String SOURCE =
            "by construction: a relay that is killed, or cut off, after it removed the notes never sends their messages";

    public TransactionalOutboxRemoveFirstTarget() {
        super(
                "transactional-outbox-remove-first",
                "as transactional-outbox, but the relay removes a note before it sends the message",
                new MessageCluster(
                        Broker.ARTEMIS, Optional.of(new RelayServer(Broker.ARTEMIS, Relay.Order.REMOVE_THEN_SEND))),
                TransactionalOutbox.Program.class,
                List.of(
                        Expectation.breaks(OUTBOX, KILL, "lost", SURELY, SOURCE)
                                .struckBy(
                                        "held=hold:relay-broker@after=10:publish..for=2s",
                                        "kill:relay@began=held+after=3:publish"),
                        Expectation.mayBreak(OUTBOX, ALL, "lost", SOURCE),
                        Expectation.holds(
                                OUTBOX,
                                Faults.NONE,
                                "by construction: what nobody interrupts does both of its steps")));
    }
}
