package io.ordeal.toxiproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One proxy: where it listens, where it leads, its toxics and its connections. Thread-safe. */
final class TcpProxy {
    private static final Logger log = LoggerFactory.getLogger(TcpProxy.class);
    private static final int BACKLOG = 1024;
    private static final long ACCEPT_RETRY_MILLIS = 20;
    private static final long ACCEPT_END_MILLIS = 2000;

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
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ToxicChain toxics = new ToxicChain(this, connections);

    /** Guards what follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private String listen;
    private volatile String upstream;
    private @Nullable ServerSocketChannel listener;
    private @Nullable Thread acceptThread;

    TcpProxy(String name, String listen, String upstream, ToxiproxyOptions options, ServerResources resources) {
        this.name = name;
        this.listen = listen;
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
            return new View(name, listen, upstream, listener != null, toxics.list());
        } finally {
            lock.unlock();
        }
    }

    /** Whether a proxy with these addresses would be another one; {@code otherListen} may be unresolved. */
    boolean differs(String otherListen, String otherUpstream) throws ApiException {
        String resolved = HostPort.format(HostPort.listenAddress(otherListen));
        lock.lock();
        try {
            return !(listen.equals(resolved) || listen.equals(otherListen)) || !upstream.equals(otherUpstream);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Listens, if it does not yet.
     *
     * @throws ApiException 500, when the address cannot be had
     */
    void start() throws ApiException {
        lock.lock();
        try {
            if (listener != null) {
                return;
            }
            ServerSocketChannel opened = bind();
            try {
                acceptThread = resources.start("toxiproxy-" + name + "-accept", () -> accept(opened));
            } catch (IllegalStateException noThread) {
                close(opened);
                throw noThread;
            }
            listener = opened;
        } finally {
            lock.unlock();
        }
    }

    private ServerSocketChannel bind() throws ApiException {
        InetSocketAddress address;
        try {
            address = HostPort.listenAddress(listen);
        } catch (ApiException unusable) {
            throw new ApiException(unusable.status(), "listen tcp: " + unusable.getMessage());
        }
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.bind(address, BACKLOG);
            listen = HostPort.format((InetSocketAddress) channel.getLocalAddress());
            return channel;
        } catch (IOException taken) {
            close(channel);
            String reason = String.valueOf(taken.getMessage()).toLowerCase(Locale.ROOT);
            throw new ApiException(500, "listen tcp " + HostPort.format(address) + ": bind: " + reason);
        }
    }

    /** Stops listening and closes every connection: FIN to both ends. */
    void stop() {
        lock.lock();
        try {
            ServerSocketChannel open = listener;
            if (open == null) {
                return;
            }
            listener = null;
            close(open);
            toxics.wake();
            awaitEnd(acceptThread);
            for (Connection connection : connections) {
                connection.end(Piece.Kind.CLOSE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Until the accept thread has left its system call the port is not free; it waits for nobody, so this is short. */
    private static void awaitEnd(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join(ACCEPT_END_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes new addresses and a new state; other addresses close every connection. */
    void update(String newListen, String newUpstream, boolean enable) throws ApiException {
        boolean differs = differs(newListen, newUpstream);
        lock.lock();
        try {
            if (differs) {
                stop();
                listen = newListen;
                upstream = newUpstream;
            }
            if (enable) {
                start();
            } else {
                stop();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The body of the accept thread: until {@code channel} is closed. */
    private void accept(ServerSocketChannel channel) {
        while (toxics.awaitAcceptable(channel::isOpen)) {
            try {
                SocketChannel client = channel.accept();
                Connection connection = new Connection(this, counters.acceptedConnections.sum(), client);
                counters.acceptedConnections.increment();
                connections.add(connection);
                if (!channel.isOpen()) {
                    connection.end(Piece.Kind.CLOSE);
                }
                start(connection);
            } catch (IOException | IllegalStateException failed) {
                if (channel.isOpen()) {
                    log.warn("proxy {}: a connection could not be accepted: {}", name, failed.getMessage());
                    pause();
                }
            }
        }
    }

    private void start(Connection connection) {
        try {
            resources.start(connection.name() + "-upstream", connection::run);
        } catch (IllegalStateException noThread) {
            connection.close();
            throw noThread;
        }
    }

    /** Out of file descriptors or threads: trying again at once would only burn the processor. */
    private static void pause() {
        try {
            Thread.sleep(ACCEPT_RETRY_MILLIS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** Closes every socket now; {@link #stop} must have been called. */
    void closeConnections() {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    ProxyTraffic traffic() {
        return new ProxyTraffic(
                name,
                connections.size(),
                counters.acceptedConnections.sum(),
                counters.failedDials.sum(),
                counters.cutConnections.sum(),
                counters.resetConnections.sum(),
                counters.upstream.snapshot(heldBytes(Direction.UPSTREAM)),
                counters.downstream.snapshot(heldBytes(Direction.DOWNSTREAM)));
    }

    private long heldBytes(Direction direction) {
        return connections.stream()
                .mapToLong(connection -> connection.heldBytes(direction))
                .sum();
    }

    private static void close(@Nullable ServerSocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("closing {}", channel, e);
        }
    }
}
