package io.ordeal.targets.messages;

import io.ordeal.targets.parts.MessageBroker;
import io.ordeal.targets.postgres.PostgresConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the relay's own JVM runs: it moves messages until it is killed, whatever becomes of its connections. */
public final class RelayMain {
    private static final Logger LOG = LoggerFactory.getLogger(RelayMain.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** The broker's: on a busy machine a JVM takes seconds for its first connection, and that is no failure of the broker. */
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);

    private static final long IDLE_MILLIS = 10;
    private static final long AFTER_FAILURE_MILLIS = 100;

    private RelayMain() {}

    /**
     * @param arguments where to listen, the database, the ports of the broker with commas between, each as {@code host:port};
     *     the broker and the order, by their names here
     */
    public static void main(String[] arguments) throws Exception {
        InetSocketAddress status = address(arguments[0]);
        AtomicBoolean atWork = new AtomicBoolean();
        RelayStatus.listen(new ServerSocket(status.getPort(), 8, status.getAddress()), atWork::get);
        try (Orders orders = new Orders(PostgresConnection.to(address(arguments[1]), TIMEOUT));
                MessageBroker broker = Broker.valueOf(arguments[3])
                        .connect(
                                Stream.of(arguments[2].split(","))
                                        .map(RelayMain::address)
                                        .toList(),
                                BROKER_TIMEOUT)) {
            Relay relay = new Relay(orders, broker, Relay.Order.valueOf(arguments[4]));
            while (true) {
                atWork.set(true);
                long pause = pauseAfterMoving(relay);
                atWork.set(false);
                Thread.sleep(pause);
            }
        }
    }

    private static long pauseAfterMoving(Relay relay) throws InterruptedException {
        try {
            return relay.move() == 0 ? IDLE_MILLIS : 0;
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            // whoever is cut off now may be back later; the notes are there until then
            LOG.warn("not moved: {}", failed.toString());
            return AFTER_FAILURE_MILLIS;
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
