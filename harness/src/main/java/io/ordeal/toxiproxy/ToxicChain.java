package io.ordeal.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The toxics of one proxy, in the order in which they were added, and the way they reach its connections.
 *
 * <p>Thread-safe; reads never wait. Changes go one by one, and each has come to every connection before the call returns.
 */
final class ToxicChain {
    private static final AtomicLong IDS = new AtomicLong();

    private final TcpProxy proxy;
    private final Connections connections;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<Toxic> upstream = List.of();
    private volatile List<Toxic> downstream = List.of();

    ToxicChain(TcpProxy proxy, Connections connections) {
        this.proxy = proxy;
        this.connections = connections;
    }

    static long newId() {
        return IDS.incrementAndGet();
    }

    /** All toxics: upstream's, then downstream's. */
    List<Toxic> list() {
        List<Toxic> all = new ArrayList<>(upstream);
        all.addAll(downstream);
        return all;
    }

    /** All that clients of the API are told of. */
    List<Toxic> publicList() {
        return list().stream().filter(Toxic::isPublic).toList();
    }

    /** The toxics of one direction, in order. */
    List<Toxic> chain(Direction direction) {
        return direction == Direction.UPSTREAM ? upstream : downstream;
    }

    Optional<Toxic> find(String name) {
        return list().stream().filter(toxic -> toxic.name().equals(name)).findFirst();
    }

    /**
     * Adds a toxic behind those of its direction.
     *
     * @throws ApiException 409, when the name is taken in either direction
     */
    void add(Toxic toxic) throws ApiException {
        lock.lock();
        try {
            if (find(toxic.name()).isPresent()) {
                throw new ApiException(409, "toxic already exists");
            }
            List<Toxic> chain = new ArrayList<>(chain(toxic.direction()));
            chain.add(toxic);
            set(toxic.direction(), chain);
        } finally {
            lock.unlock();
        }
    }

    /** How a toxic is to change. */
    interface Update {
        Toxic apply(Toxic toxic) throws ApiException;
    }

    /**
     * Changes a toxic in its place.
     *
     * @throws ApiException 404, when there is none of that name, or what {@code update} throws
     */
    Toxic update(String name, Update update) throws ApiException {
        lock.lock();
        try {
            Toxic old = find(name).orElseThrow(ApiException::toxicNotFound);
            Toxic updated = update.apply(old);
            List<Toxic> chain = new ArrayList<>(chain(old.direction()));
            chain.replaceAll(toxic -> toxic.id() == old.id() ? updated : toxic);
            set(old.direction(), chain);
            return updated;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a toxic away. Taking a timeout away closes every connection that it hit: bytes of it may be lost.
     *
     * @throws ApiException 404, when there is none of that name
     */
    void remove(String name) throws ApiException {
        lock.lock();
        try {
            Toxic toxic = find(name).orElseThrow(ApiException::toxicNotFound);
            List<Toxic> chain = new ArrayList<>(chain(toxic.direction()));
            chain.removeIf(other -> other.id() == toxic.id());
            set(toxic.direction(), chain);
        } finally {
            lock.unlock();
        }
    }

    /** Takes all toxics away. */
    void reset() {
        lock.lock();
        try {
            set(List.of(), List.of());
        } finally {
            lock.unlock();
        }
    }

    private void set(Direction direction, List<Toxic> chain) {
        List<Toxic> immutable = List.copyOf(chain);
        set(
                direction == Direction.UPSTREAM ? immutable : upstream,
                direction == Direction.UPSTREAM ? downstream : immutable);
    }

    /**
     * A connection is among {@link #connections} before it looks at the toxics, and these are set before the connections
     * are told: whoever is not told sees them.
     */
    private void set(List<Toxic> newUpstream, List<Toxic> newDownstream) {
        upstream = newUpstream;
        downstream = newDownstream;
        connections.forEach(Connection::toxicsChanged);
    }

    /** The first black hole that hits this connection: with a second behind it nothing would be otherwise. */
    Optional<Toxic> blackhole(Connection connection) {
        return list().stream()
                .filter(toxic -> toxic.type() == ToxicType.BLACKHOLE)
                .filter(toxic -> proxy.draw(toxic, connection.number()).hits(toxic.toxicity()))
                .findFirst();
    }
}
