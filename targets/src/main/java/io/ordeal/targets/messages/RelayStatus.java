package io.ordeal.targets.messages;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a relay has messages in its hands. Between the removal of a note and the sending of its message it is nowhere to be
 * seen, neither noted nor sent: whoever reads then would take it for lost. Whoever connects is told in one byte.
 */
final class RelayStatus {
    private static final Logger LOG = LoggerFactory.getLogger(RelayStatus.class);
    private static final int AT_WORK = 'w';
    private static final int IDLE = 'i';

    private RelayStatus() {}

    /** Tells everybody who connects, until the JVM ends. */
    static void listen(ServerSocket server, BooleanSupplier atWork) {
        Thread accepting = new Thread(
                () -> {
                    while (true) {
                        try (Socket asking = server.accept()) {
                            asking.getOutputStream().write(atWork.getAsBoolean() ? AT_WORK : IDLE);
                        } catch (IOException goneAlready) {
                            LOG.debug("who asked has gone", goneAlready);
                        }
                    }
                },
                "status");
        accepting.setDaemon(true);
        accepting.start();
    }

    /**
     * Asks a relay. One that is idle after no note was left has sent all that it has removed, or will never send it.
     *
     * @throws IOException it does not answer
     */
    static boolean isAtWork(InetSocketAddress relay, Duration timeout) throws IOException {
        int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
        try (Socket socket = new Socket()) {
            socket.connect(relay, millis);
            socket.setSoTimeout(millis);
            int answer = socket.getInputStream().read();
            if (answer != AT_WORK && answer != IDLE) {
                throw new IOException("the relay does not say whether it is at work: " + answer);
            }
            return answer == AT_WORK;
        }
    }
}
