package io.ordeal.toxiproxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client, its upstream, and the two links between them.
 *
 * <p>It ends in one of three ways: both links have delivered a FIN; {@link #end} closes it (FIN to both ends, what still
 * comes in is read and dropped for a moment, because closing a socket with unread data would send RST); {@code end}
 * resets it (RST to both ends). When a peer resets, the other gets all that was sent before, then a FIN: a RST of ours
 * could overtake those bytes.
 */
final class Connection {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    /** How long a peer has to see the FIN of a cut before its further bytes meet a closed socket. */
    private static final Duration LINGER = Duration.ofMillis(100);

    private static final long DIAL_AGAIN_MILLIS = 5;

    private final TcpProxy proxy;
    private final long number;
    private final SocketChannel client;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger unfinishedLinks = new AtomicInteger(2);
    private volatile @Nullable SocketChannel upstream;
    private volatile @Nullable Link upstreamLink;
    private volatile @Nullable Link downstreamLink;

    Connection(TcpProxy proxy, long number, SocketChannel client) {
        this.proxy = proxy;
        this.number = number;
        this.client = client;
    }

    /** Where it stands among the proxy's accepted connections, from 0. */
    long number() {
        return number;
    }

    String name() {
        return "toxiproxy-" + proxy.name() + "-" + number;
    }

    /** Whether it is being closed or reset, so that no toxic acts on it any more. */
    boolean isEnding() {
        return ending.get();
    }

    /** The body of the connection's first thread: dials, then reads the client. */
    void run() {
        SocketChannel dialled = null;
        if (proxy.toxics().awaitPassable(this)) {
            dialled = dialPatiently();
        }
        if (dialled == null) {
            endWithoutUpstream();
            return;
        }
        Link up = link(Direction.UPSTREAM, client, dialled);
        Link down = link(Direction.DOWNSTREAM, dialled, client);
        proxy.toxics().attach(() -> {
            upstreamLink = up;
            downstreamLink = down;
            return this;
        });
        proxy.resources().start(name() + "-downstream", down::read);
        up.read();
    }

    private Link link(Direction direction, SocketChannel source, SocketChannel destination) {
        return new Link(
                this,
                direction,
                source,
                destination,
                proxy.counters().of(direction),
                proxy.resources(),
                toxic -> proxy.draw(toxic, number));
    }

    /** Dials again while nothing listens upstream, until the patience for that is over. */
    private @Nullable SocketChannel dialPatiently() {
        long giveUpNanos = System.nanoTime() + proxy.refusalPatience().toNanos();
        SocketChannel dialled = dial();
        try {
            while (dialled == null && !ending.get() && System.nanoTime() < giveUpNanos) {
                Thread.sleep(DIAL_AGAIN_MILLIS);
                dialled = dial();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (dialled == null && !ending.get()) {
            proxy.counters().failedDials.increment();
        }
        return dialled;
    }

    /** Tries each address of the upstream in turn; null when none answers in time. */
    private @Nullable SocketChannel dial() {
        long deadlineNanos = System.nanoTime() + proxy.dialTimeout().toNanos();
        String failure = "no address";
        try {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            HostPort target = HostPort.parse(proxy.upstream());
            for (InetAddress address : InetAddress.getAllByName(target.host())) {
                long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0 || ending.get()) {
                    break;
                }
                SocketChannel channel = SocketChannel.open();
                upstream = channel;
                if (closed.get()) {
                    channel.close();
                    break;
                }
                try {
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    channel.socket().connect(new InetSocketAddress(address, target.port()), (int)
                            Math.min(Integer.MAX_VALUE, leftMillis));
                    return channel;
                } catch (IOException refused) {
                    failure = String.valueOf(refused.getMessage());
                    channel.close();
                }
            }
        } catch (IOException | ApiException unusable) {
            failure = String.valueOf(unusable.getMessage());
        }
        if (!ending.get()) {
            log.debug("{}: no connection to {}: {}", name(), proxy.upstream(), failure);
        }
        return null;
    }

    private void endWithoutUpstream() {
        if (ending.compareAndSet(false, true)) {
            closeGently();
        }
        ByteBuffer discarded = ByteBuffer.allocate(4096);
        try {
            while (client.read(discarded) >= 0) {
                discarded.clear();
            }
        } catch (IOException over) {
            // The client has reset, or the linger is over.
        }
        close();
    }

    /** Sets the toxics at work in one direction. */
    void sync(Direction direction, List<Toxic> chain) {
        Link link = direction == Direction.UPSTREAM ? upstreamLink : downstreamLink;
        if (link != null) {
            link.sync(chain);
        }
    }

    long heldBytes(Direction direction) {
        Link link = direction == Direction.UPSTREAM ? upstreamLink : downstreamLink;
        return link == null ? 0 : link.heldBytes();
    }

    /**
     * Ends the connection at once, whatever is under way. Never waits for a peer.
     *
     * @param how RESET, or else a FIN to both ends
     */
    void end(Piece.Kind how) {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        if (how == Piece.Kind.RESET) {
            proxy.counters().resetConnections.increment();
            resetOnClose(client);
            resetOnClose(upstream);
            close();
        } else {
            if (how == Piece.Kind.CLOSE) {
                proxy.counters().cutConnections.increment();
            }
            closeGently();
        }
    }

    private void closeGently() {
        shutdownOutput(client);
        shutdownOutput(upstream);
        wakeLinks();
        proxy.resources().after(LINGER, this::close);
    }

    private void wakeLinks() {
        Link up = upstreamLink;
        Link down = downstreamLink;
        if (up != null && down != null) {
            up.wake();
            down.wake();
        } else {
            proxy.toxics().wake();
        }
    }

    private static void shutdownOutput(@Nullable SocketChannel channel) {
        try {
            if (channel != null && channel.isConnected()) {
                channel.shutdownOutput();
            } else if (channel != null) {
                channel.close();
            }
        } catch (IOException gone) {
            // The peer has reset: it needs no FIN.
        }
    }

    private static void resetOnClose(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException gone) {
            // Closed already.
        }
    }

    /** Called by each link once, when nothing more goes its way. */
    void linkFinished() {
        if (unfinishedLinks.decrementAndGet() == 0) {
            close();
        }
    }

    /** Closes both sockets now. */
    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ending.set(true);
        closeQuietly(client);
        closeQuietly(upstream);
        Link up = upstreamLink;
        Link down = downstreamLink;
        if (up != null && down != null) {
            up.closed();
            down.closed();
        } else {
            proxy.toxics().wake();
        }
        proxy.forget(this);
    }

    private static void closeQuietly(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("closing {}", channel, e);
        }
    }
}
