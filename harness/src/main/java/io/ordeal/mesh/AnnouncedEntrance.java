package io.ordeal.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fork in the road where all nodes reach a node at one address, the one that it announces.
 *
 * <p>On one host, nodes connect from a loopback address each ({@code 127.0.1.1}, {@code 127.0.1.2}, …, Redis' {@code
 * --bind-source-addr}), or else are told by whose process holds the other end. What listens at the announced address tells
 * by that whose link is meant, and relays to that link's entrance:
 *
 * <pre>
 *   n2 (127.0.1.2) ──► announced address of n1 ──► entrance of n2→n1 ──► n1
 *   n3 (127.0.1.3) ──►                         ──► entrance of n3→n1 ──► n1
 * </pre>
 *
 * <p>Anybody else's connection is reset and logged: whoever it is would go round the faults. The harness itself
 * asks nodes directly, and clients have links of their own.
 *
 * <p>The relay is as good as none: a FIN is passed on for the way that it ends, an RST ends both connections with an RST,
 * and nothing is read that can't be written. One difference to a wire remains: a connect succeeds here before the link's
 * entrance was reached; if that is refused, the connection is reset right after.
 */
public final class AnnouncedEntrance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedEntrance.class);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 60_000;
    private static final int BACKLOG = 128;

    private final String name;
    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final Senders senders;
    private final Entrances entrances;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final Set<InetAddress> strangers = ConcurrentHashMap.newKeySet();

    /** Where a sender's link to the node begins. */
    @FunctionalInterface
    public interface Entrances {
        InetSocketAddress of(String sender);
    }

    private AnnouncedEntrance(
            String name,
            ServerSocketChannel listener,
            InetSocketAddress address,
            Senders senders,
            Entrances entrances) {
        this.name = name;
        this.listener = listener;
        this.address = address;
        this.senders = senders;
        this.entrances = entrances;
    }

    /**
     * Listens.
     *
     * @param name for logs and threads, e.g. {@code n1.client}
     * @param address port 0 for any
     * @param senders tells who connects
     * @param entrances of each that is told, that of its link
     */
    public static AnnouncedEntrance open(String name, InetSocketAddress address, Senders senders, Entrances entrances)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "nothing can listen at " + address + ", which " + name + " announces: " + e.getMessage(), e);
        }
        AnnouncedEntrance entrance = new AnnouncedEntrance(
                name, listener, (InetSocketAddress) listener.getLocalAddress(), senders, entrances);
        entrance.startThread("accept", entrance::accept);
        return entrance;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    private void startThread(String role, Runnable work) {
        Thread thread = new Thread(work, "entrance " + name + " " + role);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel sender = listener.accept();
                open.add(sender);
                startThread("connect", () -> connect(sender));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("{} could not accept a connection at {}", name, address, e);
                pauseAfterFailure();
            }
        }
    }

    /** Too many open files, most likely: accepting again at once would only spin. */
    private static void pauseAfterFailure() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect(SocketChannel sender) {
        SocketChannel receiver = null;
        try {
            InetSocketAddress from = (InetSocketAddress) sender.getRemoteAddress();
            Optional<String> node = senders.find(from, (InetSocketAddress) sender.getLocalAddress());
            if (node.isEmpty()) {
                if (strangers.add(from.getAddress())) {
                    LOG.warn(
                            "a connection from {} to {} at {} is no node's, and refused: {}",
                            from,
                            name,
                            address,
                            senders.rule());
                }
                reset(sender);
                return;
            }
            InetSocketAddress route = entrances.of(node.get());
            receiver = SocketChannel.open();
            open.add(receiver);
            if (!listener.isOpen()) {
                throw new ClosedChannelException();
            }
            receiver.socket().connect(route, CONNECT_TIMEOUT_MILLIS);
            sender.setOption(StandardSocketOptions.TCP_NODELAY, true);
            receiver.setOption(StandardSocketOptions.TCP_NODELAY, true);
            relay(sender, receiver);
        } catch (IOException e) {
            LOG.debug("{}: a connection could not be led on", name, e);
            reset(sender);
            if (receiver != null) {
                reset(receiver);
            }
        }
    }

    private void relay(SocketChannel sender, SocketChannel receiver) {
        AtomicInteger waysOpen = new AtomicInteger(2);
        startThread("back", () -> pump(receiver, sender, waysOpen));
        pump(sender, receiver, waysOpen);
    }

    private void pump(SocketChannel from, SocketChannel to, AtomicInteger waysOpen) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
            if (waysOpen.decrementAndGet() == 0) {
                shut(from);
                shut(to);
            }
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    /** Closes with an RST. */
    private void reset(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.trace("{}: closed already", name, e);
        }
        shut(channel);
    }

    private void shut(SocketChannel channel) {
        open.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.trace("{}: a connection did not close cleanly", name, e);
        }
    }

    /** Stops listening and resets what is open. Idempotent. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("{} could not stop listening at {}", name, address, e);
        }
        open.forEach(this::reset);
    }
}
