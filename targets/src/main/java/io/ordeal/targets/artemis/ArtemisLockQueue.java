package io.ordeal.targets.artemis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.MessageLock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * A durable queue for each lock, with one durable message in it, and one more queue whose message is the number that was drawn
 * last.
 *
 * <p>That there is one message and no second one is the whole of the lock. Whoever needs a queue first sends its message, in one
 * transaction with the taking and sending back of another message, {@link #MAKER}, which tells what is made, and without which
 * nobody sends any; and that one the harness sends before there are clients ({@link #begin}). Two things do not do: an identity by
 * which the broker is to take a message once, as two who send it at the same moment are both heard; and the number of messages
 * in the queue, which is none for a moment while one is put back.
 */
final class ArtemisLockQueue implements MessageLock.Queue {
    private static final String MAKER = "maker";
    private static final String NUMBERS = "numbers";

    /** The queues that are made, with spaces between. */
    private static final String MADE = "made";

    private static final String NUMBER = "number";

    private final InetSocketAddress address;
    private final Duration timeout;

    private @Nullable Open open;
    private @Nullable ClientConsumer taken;

    /** @param timeout for connecting, for each answer, and how long a message is waited for */
    ArtemisLockQueue(InetSocketAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * What there is while a connection lasts.
     *
     * @param transactions by which messages are taken: nothing counts before it is committed
     * @param made the queues that are known to be there
     */
    private record Open(ArtemisConnection.Open connection, ClientSession transactions, Set<String> made) {}

    @Override
    public boolean take(String lock) throws Exception {
        if (taken != null) {
            throw new IllegalStateException("one lock at a time");
        }
        return ask(connected -> {
            ClientConsumer consumer = consumer(connected, "lock." + lock);
            if (consumer.receive(timeout.toMillis()) == null) {
                // what comes all the same, too late, goes back with its consumer
                consumer.close();
                return false;
            }
            taken = consumer;
            return true;
        });
    }

    /** One that is sent a message only when it asks for one. */
    private ClientConsumer consumer(Open connected, String queue) throws ActiveMQException, DefiniteFailure {
        if (!connected.made().contains(queue)) {
            make(connected, queue);
            connected.made().add(queue);
        }
        return connected.transactions().createConsumer(queue, null, 0, -1, false);
    }

    @Override
    public void putBack() throws Exception {
        ClientConsumer before = taken;
        if (before == null) {
            throw new DefiniteFailure("not the holder: it never was, or has lost its connection");
        }
        taken = null;
        ask(connected -> {
            // of a session that the broker has closed it is told so: what was taken is another's by then
            connected.transactions().rollback();
            before.close();
            return true;
        });
    }

    @Override
    public long draw() throws Exception {
        return ask(connected -> {
            ClientSession transactions = connected.transactions();
            ClientConsumer consumer = consumer(connected, NUMBERS);
            ClientMessage last = consumer.receive(timeout.toMillis());
            if (last == null) {
                throw new DefiniteFailure("others draw, or are not given up yet");
            }
            long number = last.getLongProperty(NUMBER) + 1;
            last.acknowledge();
            send(transactions, NUMBERS, message -> message.putLongProperty(NUMBER, number));
            // the lock's message is not acknowledged: it stays taken
            transactions.commit();
            consumer.close();
            return number;
        });
    }

    /**
     * Sends the first message of all, unless it is there. For one who is alone: before there are clients.
     *
     * @throws Exception it may not be there
     */
    void begin() throws Exception {
        ask(connected -> {
            ClientSession session = connected.connection().session();
            createQueue(session, MAKER);
            if (messages(session, MAKER) == 0) {
                send(session, MAKER, message -> message.putStringProperty(MADE, ""));
            }
            return true;
        });
    }

    /** Makes a queue with its message, unless that was done. */
    private void make(Open connected, String queue) throws ActiveMQException, DefiniteFailure {
        if (messages(connected.connection().session(), queue) > 0) {
            return;
        }
        ClientSession transactions = connected.transactions();
        ClientConsumer consumer = transactions.createConsumer(MAKER, null, 0, -1, false);
        ClientMessage maker = consumer.receive(timeout.toMillis());
        if (maker == null) {
            consumer.close();
            throw new DefiniteFailure("others make their queues, or are not given up yet");
        }
        String made = maker.getStringProperty(MADE);
        if (!List.of(made.split(" ")).contains(queue)) {
            createQueue(connected.connection().session(), queue);
            maker.acknowledge();
            send(transactions, queue, message -> message.putLongProperty(NUMBER, 0));
            send(transactions, MAKER, message -> message.putStringProperty(MADE, made + " " + queue));
            transactions.commit();
        }
        consumer.close();
    }

    /** How many messages there are in a queue, those that are taken among them; none if it is not there. */
    private static long messages(ClientSession session, String queue) throws ActiveMQException {
        ClientSession.QueueQuery found = session.queueQuery(SimpleString.of(queue));
        return found.isExists() ? found.getMessageCount() : 0;
    }

    /** Creates a queue, unless somebody has done so. */
    private static void createQueue(ClientSession session, String queue) throws ActiveMQException {
        try {
            session.createQueue(QueueConfiguration.of(queue)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true)
                    .setAutoDelete(false));
        } catch (ActiveMQException failed) {
            if (failed.getType() != ActiveMQExceptionType.QUEUE_EXISTS) {
                throw failed;
            }
        }
    }

    private static void send(ClientSession session, String queue, Consumer<ClientMessage> content)
            throws ActiveMQException {
        ClientMessage message = session.createMessage(true);
        content.accept(message);
        try (ClientProducer producer = session.createProducer(queue)) {
            producer.send(message);
        }
    }

    private <T> T ask(Question<T> question) throws Exception {
        try {
            return question.ask(connected());
        } catch (ActiveMQException failed) {
            close();
            throw ArtemisError.exception(failed);
        }
    }

    private Open connected() throws DefiniteFailure {
        Open before = open;
        if (before != null) {
            return before;
        }
        try {
            ArtemisConnection.Open connection = ArtemisConnection.connect(address, timeout);
            try {
                ClientSession transactions = connection.factory().createSession(false, false);
                transactions.start();
                Open opened = new Open(connection, transactions, new HashSet<>());
                open = opened;
                return opened;
            } catch (ActiveMQException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        } catch (ActiveMQException unreachable) {
            throw new DefiniteFailure("no connection to " + address + ", nothing was sent", unreachable);
        }
    }

    @Override
    public void close() {
        Open before = open;
        open = null;
        taken = null;
        if (before != null) {
            before.connection().close();
        }
    }

    /** Something to ask of the broker. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Open connected) throws Exception;
    }
}
