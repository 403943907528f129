package io.ordeal.toxiproxy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The toxics of one proxy, in the order in which they were added, and the way they reach its connections.
 *
 * <p>Thread-safe. Changes go to every connection before the call returns, and none of them waits for a socket.
 */
final class ToxicChain {
    private static final AtomicLong IDS = new AtomicLong();

    private final TcpProxy proxy;
    private final Set<Connection> connections;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Direction, List<Toxic>> chains = new EnumMap<>(Direction.class);

    ToxicChain(TcpProxy proxy, Set<Connection> connections) {
        this.proxy = proxy;
        this.connections = connections;
        for (Direction direction : Direction.values()) {
            chains.put(direction, List.of());
        }
    }

    static long newId() {
        return IDS.incrementAndGet();
    }

    /** All toxics: upstream's, then downstream's. */
    List<Toxic> list() {
        lock.lock();
        try {
            List<Toxic> all = new ArrayList<>(chain(Direction.UPSTREAM));
            all.addAll(chain(Direction.DOWNSTREAM));
            return all;
        } finally {
            lock.unlock();
        }
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
     * Takes a toxic away. Taking a timeout away closes every connection: some have lost bytes.
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
            if (toxic.type() == ToxicType.TIMEOUT) {
                endAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes all toxics away. */
    void reset() {
        lock.lock();
        try {
            boolean timeout = list().stream().anyMatch(toxic -> toxic.type() == ToxicType.TIMEOUT);
            for (Direction direction : Direction.values()) {
                set(direction, List.of());
            }
            if (timeout) {
                endAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        for (Connection connection : connections) {
            connection.end(Piece.Kind.CLOSE);
        }
    }

    private List<Toxic> chain(Direction direction) {
        return chains.getOrDefault(direction, List.of());
    }

    private void set(Direction direction, List<Toxic> chain) {
        List<Toxic> immutable = List.copyOf(chain);
        chains.put(direction, immutable);
        for (Connection connection : connections) {
            connection.sync(direction, immutable);
        }
        changed.signalAll();
    }

    /** Gives a connection its first toxics: {@code publish} makes its links visible to changes to come. */
    void attach(Supplier<Connection> publish) {
        lock.lock();
        try {
            Connection connection = publish.get();
            for (Direction direction : Direction.values()) {
                connection.sync(direction, chain(direction));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no black hole hits the connection; false when it ends before. */
    boolean awaitPassable(Connection connection) {
        lock.lock();
        try {
            while (!connection.isEnding() && isBlackholed(connection)) {
                changed.awaitUninterruptibly();
            }
            return !connection.isEnding();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until connections may be accepted: no black hole hits all of them; false once {@code open} is false. */
    boolean awaitAcceptable(BooleanSupplier open) {
        lock.lock();
        try {
            while (open.getAsBoolean()
                    && list().stream()
                            .anyMatch(toxic -> toxic.type() == ToxicType.BLACKHOLE && toxic.toxicity() >= 1)) {
                changed.awaitUninterruptibly();
            }
            return open.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private boolean isBlackholed(Connection connection) {
        return list().stream()
                .anyMatch(toxic -> toxic.type() == ToxicType.BLACKHOLE
                        && proxy.draw(toxic, connection.number()).hits(toxic.toxicity()));
    }

    /** Whoever waits here must look again. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
