package io.ordeal.toxiproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening socket on a loop. From any thread but the loop's. */
final class Listener {
    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 1024;
    private static final int ACCEPTS_A_TURN = 16;

    /** Out of file descriptors: trying again at once would only burn the processor. */
    private static final long RETRY_MILLIS = 20;

    private final EventLoop loop;
    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final Consumer<SocketChannel> accepted;
    private @Nullable SelectionKey key;
    private @Nullable Alarm retry;

    /**
     * Listens; nothing is accepted before {@link #start}.
     *
     * @param accepted gets, on the loop, who comes
     * @throws IOException when the address cannot be had
     */
    Listener(EventLoop loop, InetSocketAddress where, Consumer<SocketChannel> accepted) throws IOException {
        this.loop = loop;
        this.accepted = accepted;
        this.channel = ServerSocketChannel.open();
        try {
            channel.bind(where, BACKLOG);
            channel.configureBlocking(false);
            this.address = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Accepts from now on; returns when it does. */
    void start() {
        onLoop(this::watch);
    }

    private void watch() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        SelectionKey watched = key;
        if (watched == null) {
            watched = channel.register(loop.selector(), 0, (EventLoop.Ready) ready -> accept());
            key = watched;
            retry = new Alarm(loop, () -> tryTo(this::watch));
        }
        watched.interestOps(SelectionKey.OP_ACCEPT);
    }

    private void accept() {
        try {
            for (int accepts = 0; accepts < ACCEPTS_A_TURN; accepts++) {
                SocketChannel client = channel.accept();
                if (client == null) {
                    return;
                }
                handOver(client);
            }
        } catch (IOException failed) {
            SelectionKey watched = key;
            Alarm later = retry;
            if (watched != null && later != null && channel.isOpen()) {
                log.warn("{}: a connection could not be accepted: {}", address, failed.getMessage());
                watched.interestOps(0);
                later.set(Ticks.plusMillis(Ticks.now(), RETRY_MILLIS));
            }
        }
    }

    private void handOver(SocketChannel client) throws IOException {
        try {
            accepted.accept(client);
        } catch (RuntimeException | Error fault) {
            // Nobody else would close it.
            client.close();
            throw fault;
        }
    }

    /** Stops listening; the port is free when this returns. */
    void close() {
        onLoop(() -> {
            if (retry != null) {
                retry.set(Ticks.NEVER);
            }
            channel.close();
            if (key != null) {
                // Until the selector has forgotten the socket it stays open. What is ready now will be so again.
                int unused = loop.selector().selectNow(ready -> {});
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    private void onLoop(Step step) {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                tryTo(step);
            } finally {
                done.countDown();
            }
        });
        try {
            done.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryTo(Step step) {
        try {
            step.run();
        } catch (IOException | ClosedSelectorException e) {
            log.debug("{}", address, e);
        }
    }
}
