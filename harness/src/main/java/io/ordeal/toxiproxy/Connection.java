package io.ordeal.toxiproxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client, its upstream, and the two links between them.
 *
 * <p>It waits for black holes to go, dials, relays, and ends in one of three ways: both links have delivered a FIN;
 * {@link #end} closes it (FIN to both ends, what still comes in is read and dropped for a moment, because closing a
 * socket with unread data would send RST); {@code end} resets it (RST to both ends). When a peer resets, the other gets
 * all that was sent before, then a FIN: a RST of ours could overtake those bytes.
 *
 * <p>Touched by the thread of its loop alone, save for what says otherwise.
 */
final class Connection {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    /** How long a peer has to see the FIN of a cut before its further bytes meet a closed socket. */
    private static final Duration LINGER = Duration.ofMillis(100);

    private static final int READS_A_TURN = 4;

    private enum State {
        NEW,
        BLACKHOLED,
        DIALLING,
        RELAYING,
        /** FIN sent to both ends; further bytes are dropped. */
        ENDING,
        CLOSED
    }

    private final TcpProxy proxy;
    private final EventLoop loop;
    private final long number;
    private final SocketChannel accepted;
    private final Alarm lingerOver;
    private State state = State.NEW;
    private @Nullable Endpoint client;
    private @Nullable Endpoint upstream;
    private @Nullable Dial dial;
    private volatile @Nullable Link upstreamLink;
    private volatile @Nullable Link downstreamLink;
    private int unfinishedLinks = 2;

    /** For a socket that {@code proxy} has accepted; {@link #start} is to be called next, on {@code loop}. */
    Connection(TcpProxy proxy, EventLoop loop, long number, SocketChannel accepted) {
        this.proxy = proxy;
        this.loop = loop;
        this.number = number;
        this.accepted = accepted;
        this.lingerOver = new Alarm(loop, this::close);
    }

    /** Whose thread alone touches it. From any thread. */
    EventLoop loop() {
        return loop;
    }

    /** Where it stands among the proxy's accepted connections, from 0. From any thread. */
    long number() {
        return number;
    }

    /** From any thread. */
    String name() {
        return proxy.name() + "-" + number;
    }

    /** How many bytes its toxics hold now. From any thread. */
    long heldBytes(Direction direction) {
        Link link = direction == Direction.UPSTREAM ? upstreamLink : downstreamLink;
        return link == null ? 0 : link.heldBytes();
    }

    void start() {
        guarded(() -> {
            client = new Endpoint(accepted, loop, this::ready);
            state = State.BLACKHOLED;
            proxy.toxics().blackhole(this).ifPresent(hole -> hole.counters().keptOut());
            toxicsChanged();
        });
    }

    /** The proxy's toxics are others than before. */
    void toxicsChanged() {
        guarded(() -> {
            if (state == State.BLACKHOLED && proxy.toxics().blackhole(this).isEmpty()) {
                state = State.DIALLING;
                dial = new Dial(proxy, loop, name(), this::dialled);
                dial.start();
            } else if (state == State.RELAYING) {
                sync(upstreamLink, Direction.UPSTREAM);
                sync(downstreamLink, Direction.DOWNSTREAM);
            }
        });
    }

    private void sync(@Nullable Link link, Direction direction) {
        List<Toxic> chain = proxy.toxics().chain(direction);
        Piece.Kind ending = link == null || state != State.RELAYING ? null : link.sync(chain);
        if (ending != null) {
            end(ending);
        }
    }

    private void dialled(@Nullable SocketChannel channel) {
        guarded(() -> {
            dial = null;
            Endpoint near = client;
            if (channel == null || near == null) {
                proxy.counters().failedDials.increment();
                finAndDrain();
                return;
            }
            Endpoint far = new Endpoint(channel, loop, this::ready);
            upstream = far;
            upstreamLink = link(Direction.UPSTREAM, near, far);
            downstreamLink = link(Direction.DOWNSTREAM, far, near);
            state = State.RELAYING;
            toxicsChanged();
        });
    }

    private Link link(Direction direction, Endpoint source, Endpoint destination) {
        return new Link(
                this,
                loop,
                source,
                destination,
                proxy.counters().of(direction),
                proxy.resources().memory(),
                toxic -> proxy.draw(toxic, number),
                proxy.boundaries(direction));
    }

    private void ready(SelectionKey key) {
        try {
            Endpoint near = client;
            boolean fromClient = near != null && near.has(key);
            Link in = fromClient ? upstreamLink : downstreamLink;
            Link out = fromClient ? downstreamLink : upstreamLink;
            int operations = key.readyOps();
            if (state == State.RELAYING && out != null && (operations & SelectionKey.OP_WRITE) != 0) {
                out.writable();
            }
            if (state == State.RELAYING && in != null && (operations & SelectionKey.OP_READ) != 0) {
                in.readable();
            } else if (state == State.ENDING) {
                drain(fromClient ? near : upstream, fromClient ? Direction.UPSTREAM : Direction.DOWNSTREAM);
            }
        } catch (RuntimeException | Error fault) {
            failed(fault);
        }
    }

    /**
     * Ends the connection at once, whatever is under way.
     *
     * @param how RESET, or else a FIN to both ends
     */
    void end(Piece.Kind how) {
        if (state == State.ENDING || state == State.CLOSED) {
            return;
        }
        if (how == Piece.Kind.RESET) {
            proxy.counters().resetConnections.increment();
            reset();
            return;
        }
        if (how == Piece.Kind.CLOSE) {
            proxy.counters().cutConnections.increment();
        }
        guarded(this::finAndDrain);
    }

    private void finAndDrain() {
        state = State.ENDING;
        abandonLinks();
        for (Endpoint endpoint : new Endpoint[] {client, upstream}) {
            if (endpoint != null) {
                endpoint.shutdownOutput();
                endpoint.want(SelectionKey.OP_READ, true);
            }
        }
        lingerOver.set(Ticks.plusMillis(Ticks.now(), LINGER.toMillis()));
    }

    private void abandonLinks() {
        Dial dialling = dial;
        if (dialling != null) {
            dialling.cancel();
            dial = null;
        }
        for (Link link : new Link[] {upstreamLink, downstreamLink}) {
            if (link != null) {
                link.abandon();
            }
        }
    }

    /** Reads on, until the peer has seen the FIN: unread data would turn it into a RST. */
    private void drain(@Nullable Endpoint endpoint, Direction direction) {
        if (endpoint == null) {
            return;
        }
        ByteBuffer buffer = loop.buffer();
        int count = 0;
        try {
            for (int reads = 0; reads < READS_A_TURN; reads++) {
                count = endpoint.channel().read(buffer.clear());
                if (count <= 0) {
                    break;
                }
                if (upstreamLink != null) {
                    proxy.counters().of(direction).receivedBytes.add(count);
                    proxy.counters().of(direction).droppedBytes.add(count);
                }
            }
        } catch (IOException reset) {
            count = -1;
        }
        if (count < 0) {
            endpoint.want(SelectionKey.OP_READ, false);
        }
    }

    /** A link has delivered its last. */
    void linkFinished() {
        if (--unfinishedLinks == 0) {
            close();
        }
    }

    /** RST to both ends, now. */
    private void reset() {
        for (Endpoint endpoint : new Endpoint[] {client, upstream}) {
            if (endpoint != null) {
                endpoint.resetOnClose();
            }
        }
        close();
    }

    /** Closes both sockets now. */
    void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        lingerOver.set(Ticks.NEVER);
        try {
            abandonLinks();
        } finally {
            closeSockets();
            proxy.forget(this);
        }
    }

    private void closeSockets() {
        if (upstream != null) {
            upstream.close();
        }
        try {
            accepted.close();
        } catch (IOException e) {
            log.debug("closing {}", accepted, e);
        }
    }

    /** What may fail. */
    interface Step {
        void run() throws IOException;
    }

    /** Runs {@code step}; a connection that cannot go on, for want of memory or by a fault, is reset. */
    void guarded(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException | Error fault) {
            failed(fault);
        }
    }

    /** Left alone it would hang. */
    private void failed(Throwable fault) {
        try {
            log.warn("{}: reset, because it cannot go on", name(), fault);
        } finally {
            reset();
        }
    }
}
