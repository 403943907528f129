package io.ordeal.toxiproxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a proxy's upstream: each address of its host in turn, within the time for a dial; and again while nothing
 * listens there, until the patience for that is over. Touched by the thread of its loop alone.
 */
final class Dial {
    private static final Logger log = LoggerFactory.getLogger(Dial.class);
    private static final long AGAIN_MILLIS = 5;

    private final TcpProxy proxy;
    private final EventLoop loop;
    private final String name;
    private final Consumer<@Nullable SocketChannel> whenOver;
    private final Alarm deadline;
    private final Alarm again;
    private final Deque<InetSocketAddress> left = new ArrayDeque<>();
    private final long patientUntilNanos;
    private @Nullable SocketChannel dialling;
    private String failure = "no address";
    private int attempt;
    private boolean over;

    /**
     * A dial that has not begun.
     *
     * @param whenOver gets the connected socket; null when there is none to be had
     */
    Dial(TcpProxy proxy, EventLoop loop, String name, Consumer<@Nullable SocketChannel> whenOver) {
        this.proxy = proxy;
        this.loop = loop;
        this.name = name;
        this.whenOver = whenOver;
        this.deadline = new Alarm(loop, () -> guarded(this::tooLate));
        this.again = new Alarm(loop, this::start);
        this.patientUntilNanos = Ticks.now() + proxy.refusalPatience().toNanos();
    }

    /** Looks the host up and tries its addresses. */
    void start() {
        attempt++;
        deadline.set(
                Ticks.plusMillis(Ticks.now(), Math.max(1, proxy.dialTimeout().toMillis())));
        guarded(() -> {
            HostPort target = HostPort.parse(proxy.upstream());
            if (target.isLiteral()) {
                found(List.of(InetAddress.getByName(target.host())), target.port());
            } else {
                // A name server may take its time, which the loop has not.
                int asking = attempt;
                proxy.resources().lookUp(() -> lookUp(target, asking));
            }
        });
    }

    /** In a thread of its own. */
    private void lookUp(HostPort target, int asking) {
        Step answer;
        try {
            List<InetAddress> found = List.of(InetAddress.getAllByName(target.host()));
            answer = () -> found(found, target.port());
        } catch (UnknownHostException unknown) {
            answer = () -> {
                throw unknown;
            };
        }
        Step step = answer;
        loop.execute(() -> {
            if (!over && asking == attempt) {
                guarded(step);
            }
        });
    }

    private void found(List<InetAddress> addresses, int port) {
        left.clear();
        addresses.forEach(address -> left.add(new InetSocketAddress(address, port)));
        tryNext();
    }

    private void tryNext() {
        while (!over) {
            InetSocketAddress address = left.pollFirst();
            if (address == null) {
                thisTimeNone();
                return;
            }
            try {
                SocketChannel channel = SocketChannel.open();
                dialling = channel;
                channel.configureBlocking(false);
                if (channel.connect(address)) {
                    succeed(channel);
                } else {
                    channel.register(loop.selector(), SelectionKey.OP_CONNECT, (EventLoop.Ready)
                            key -> guarded(() -> connected(channel)));
                }
                return;
            } catch (IOException refused) {
                failure = String.valueOf(refused.getMessage());
                closeDialling();
            }
        }
    }

    private void connected(SocketChannel channel) {
        try {
            if (!over && channel.finishConnect()) {
                succeed(channel);
            }
        } catch (IOException refused) {
            failure = String.valueOf(refused.getMessage());
            closeDialling();
            tryNext();
        }
    }

    private void succeed(SocketChannel channel) {
        dialling = null;
        end();
        whenOver.accept(channel);
    }

    private interface Step {
        void run() throws IOException, ApiException;
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (IOException | ApiException | RuntimeException | Error failed) {
            failure = String.valueOf(failed.getMessage());
            closeDialling();
            thisTimeNone();
        }
    }

    private void tooLate() {
        failure = "no answer within " + proxy.dialTimeout();
        closeDialling();
        thisTimeNone();
    }

    private void thisTimeNone() {
        if (over) {
            return;
        }
        deadline.set(Ticks.NEVER);
        if (Ticks.now() < patientUntilNanos) {
            again.set(Ticks.plusMillis(Ticks.now(), AGAIN_MILLIS));
            return;
        }
        log.debug("{}: no connection to {}: {}", name, proxy.upstream(), failure);
        end();
        whenOver.accept(null);
    }

    /** Gives up; nobody is told. */
    void cancel() {
        end();
    }

    private void end() {
        over = true;
        closeDialling();
        deadline.set(Ticks.NEVER);
        again.set(Ticks.NEVER);
    }

    private void closeDialling() {
        SocketChannel channel = dialling;
        dialling = null;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("closing {}", channel, e);
        }
    }
}
