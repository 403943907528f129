package io.ordeal.toxiproxy;

import io.ordeal.toxiproxy.framing.Boundaries;
import io.ordeal.toxiproxy.framing.Framing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One proxy: where it listens, where it leads, its toxics and its connections. Thread-safe; to be called by no loop but
 * where that is said, for it waits for loops.
 */
final class TcpProxy {
    /**
     * A proxy at one moment.
     *
     * @param listen resolved once it has been enabled
     */
    record View(String name, String listen, String upstream, boolean enabled, List<Toxic> toxics) {}

    private final String name;
    private final ToxiproxyOptions options;
    private final ServerResources resources;
    private final TrafficCounters counters = new TrafficCounters();
    private final AtomicLong connectionsMade = new AtomicLong();
    private final Connections connections = new Connections();
    private final ToxicChain toxics = new ToxicChain(this, connections);

    /** Guards the writing of what follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private String listen;
    /** As it was asked for: {@code :0} is unchanged where it is asked for again. */
    private String listenAsked;

    private volatile String upstream;
    private volatile @Nullable Framing framing;
    private volatile @Nullable Listener listener;
    private boolean gone;

    TcpProxy(String name, String listen, String upstream, ToxiproxyOptions options, ServerResources resources) {
        this.name = name;
        this.listen = listen;
        this.listenAsked = listen;
        this.upstream = upstream;
        this.options = options;
        this.resources = resources;
    }

    String name() {
        return name;
    }

    String upstream() {
        return upstream;
    }

    ToxicChain toxics() {
        return toxics;
    }

    TrafficCounters counters() {
        return counters;
    }

    ServerResources resources() {
        return resources;
    }

    /** Tells where messages end, on the connections to come. */
    void frame(Framing newFraming) {
        framing = newFraming;
    }

    /** Of a connection that begins; null = nobody knows where messages end. */
    @Nullable
    Boundaries boundaries(Direction direction) {
        Framing known = framing;
        return known == null ? null : known.boundaries(direction == Direction.UPSTREAM);
    }

    Duration dialTimeout() {
        return options.dialTimeout();
    }

    Duration refusalPatience() {
        return options.refusalPatience();
    }

    Draw draw(Toxic toxic, long connectionNumber) {
        return new Draw(options.seed(), name, toxic.name(), connectionNumber);
    }

    View view() {
        lock.lock();
        try {
            return new View(name, listen, upstream, listener != null, toxics.publicList());
        } finally {
            lock.unlock();
        }
    }

    /** Whether a proxy with these addresses would be another one, however they are spelled. */
    boolean differs(String otherListen, String otherUpstream) throws ApiException {
        lock.lock();
        try {
            boolean samePlace = otherListen.equals(listen)
                    || otherListen.equals(listenAsked)
                    || HostPort.isSamePlace(listen, otherListen);
            return !samePlace || !upstream.equals(otherUpstream);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Listens, if it does not yet; one that is gone stays so.
     *
     * @throws ApiException 500, when the address cannot be had
     */
    void start() throws ApiException {
        lock.lock();
        try {
            if (listener == null && !gone) {
                Listener opened = bind();
                listen = HostPort.format(opened.address());
                listener = opened;
                opened.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private Listener bind() throws ApiException {
        InetSocketAddress address;
        try {
            address = HostPort.listenAddress(listen);
        } catch (ApiException unusable) {
            throw new ApiException(unusable.status(), "listen tcp: " + unusable.getMessage());
        }
        try {
            return new Listener(resources.nextLoop(), address, this::accepted);
        } catch (IOException taken) {
            String reason = String.valueOf(taken.getMessage()).toLowerCase(Locale.ROOT);
            throw new ApiException(500, "listen tcp " + HostPort.format(address) + ": bind: " + reason);
        }
    }

    /** Stops listening and closes every connection: FIN to both ends. */
    void stop() {
        lock.lock();
        try {
            Listener open = listener;
            if (open != null) {
                listener = null;
                open.close();
                connections.forEach(connection -> connection.end(Piece.Kind.CLOSE));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops, and never starts again. */
    void stopForGood() {
        lock.lock();
        try {
            gone = true;
            stop();
        } finally {
            lock.unlock();
        }
    }

    /** What starts another proxy in this one's place. */
    interface Successor {
        void start() throws ApiException;
    }

    /** Stops, for good once {@code successor} has started; if it cannot, this one can still be started again. */
    void giveWayTo(Successor successor) throws ApiException {
        lock.lock();
        try {
            stop();
            successor.start();
            gone = true;
        } finally {
            lock.unlock();
        }
    }

    /** How a proxy is to change. */
    interface Update {
        ProxyRegistry.Definition apply(View old) throws ApiException;
    }

    /**
     * Takes new addresses and a new state; other addresses close every connection.
     *
     * @return false when the proxy is gone: nothing was done
     */
    boolean update(Update update) throws ApiException {
        lock.lock();
        try {
            if (gone) {
                return false;
            }
            ProxyRegistry.Definition wanted = update.apply(view());
            if (differs(wanted.listen(), wanted.upstream())) {
                stop();
                listen = wanted.listen();
                listenAsked = wanted.listen();
                upstream = wanted.upstream();
            }
            if (wanted.enabled()) {
                start();
            } else {
                stop();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** On the listener's loop. */
    private void accepted(SocketChannel client) {
        EventLoop loop = resources.nextLoop();
        Connection connection = new Connection(this, loop, connectionsMade.getAndIncrement(), client);
        counters.acceptedConnections.increment();
        connections.add(connection);
        loop.execute(connection::start);
    }

    /** On the connection's loop. */
    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Closes every socket now; {@link #stop} must have been called. */
    void closeConnections() {
        connections.forEach(Connection::close);
    }

    ProxyTraffic traffic() {
        return new ProxyTraffic(
                name,
                connections.count(),
                counters.acceptedConnections.sum(),
                counters.failedDials.sum(),
                counters.cutConnections.sum(),
                counters.resetConnections.sum(),
                counters.upstream.snapshot(connections.heldBytes(Direction.UPSTREAM)),
                counters.downstream.snapshot(connections.heldBytes(Direction.DOWNSTREAM)));
    }
}
