package io.ordeal.targets.artemis;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.targets.parts.MessageLock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
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
 * transaction with the taking and sending back of another message, {@link #MAKER}, without which nobody sends any; and that one
 * the harness sends before there are clients ({@link #begin}). An identity by which the broker is to take a message once does
 * not do: two who send it at the same moment are both heard.
 */
final class ArtemisLockQueue implements MessageLock.Queue {
    private static final String MAKER = "maker";
    private static final String NUMBERS = "numbers";
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
            send(transactions, NUMBERS, number);
            // the lock's message is not acknowledged: it stays taken
            transactions.commit();
            consumer.close();
            return number;
        });
    }

    /**
     * Sends the first message of all, unless it is there. For one who is alone.
     *
     * @throws Exception it may not be there
     */
    void begin() throws Exception {
        ask(connected -> {
            if (messages(connected, MAKER) == 0) {
                send(connected.connection().session(), MAKER, 0);
            }
            return true;
        });
    }

    /** Makes a queue with its message, unless that was done. */
    private void make(Open connected, String queue) throws ActiveMQException, DefiniteFailure {
        ClientSession transactions = connected.transactions();
        ClientConsumer consumer = transactions.createConsumer(MAKER, null, 0, -1, false);
        ClientMessage maker = consumer.receive(timeout.toMillis());
        if (maker == null) {
            consumer.close();
            throw new DefiniteFailure("others make their queues, or are not given up yet");
        }
        // those that are taken count, too
        if (messages(connected, queue) == 0) {
            maker.acknowledge();
            send(transactions, queue, 0);
            send(transactions, MAKER, 0);
            transactions.commit();
        }
        consumer.close();
    }

    /** How many messages there are in a queue, which is made if it is not there. */
    private static long messages(Open connected, String queue) throws ActiveMQException {
        ClientSession session = connected.connection().session();
        ClientSession.QueueQuery found = session.queueQuery(SimpleString.of(queue));
        if (found.isExists()) {
            return found.getMessageCount();
        }
        session.createQueue(QueueConfiguration.of(queue)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false));
        return 0;
    }

    private static void send(ClientSession session, String queue, long number) throws ActiveMQException {
        try (ClientProducer producer = session.createProducer(queue)) {
            producer.send(session.createMessage(true).putLongProperty(NUMBER, number));
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
