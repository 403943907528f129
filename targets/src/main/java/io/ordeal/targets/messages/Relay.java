package io.ordeal.targets.messages;

import io.ordeal.targets.messages.Orders.Note;
import io.ordeal.targets.parts.MessageBroker;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the messages that are noted, the oldest first. */
final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 100;

    private final Orders orders;
    private final MessageBroker broker;
    private final Order order;

    /** What is done first to a note. */
    enum Order {
        /** Killed in between, the message is sent again: at least once. */
        SEND_THEN_REMOVE,
        /** Killed in between, the message is never sent: at most once. */
        REMOVE_THEN_SEND
    }

    Relay(Orders orders, MessageBroker broker, Order order) {
        this.orders = orders;
        this.broker = broker;
        this.order = order;
    }

    /**
     * Moves a batch of messages.
     *
     * @return how many; none if nothing is noted
     * @throws Exception some may have been sent, or removed, or both
     */
    int move() throws Exception {
        List<Note> notes = orders.notes(BATCH);
        if (notes.isEmpty()) {
            return 0;
        }
        List<Long> ids = notes.stream().map(Note::id).toList();
        switch (order) {
            case SEND_THEN_REMOVE -> {
                broker.sendAll(ids);
                LOG.info("{} messages were sent, their notes are removed now", ids.size());
                orders.remove(notes);
            }
            case REMOVE_THEN_SEND -> {
                orders.remove(notes);
                LOG.info("{} notes were removed, their messages are sent now", ids.size());
                broker.sendAll(ids);
            }
        }
        return notes.size();
    }
}
