package io.ordeal.toxiproxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * The connections of one proxy, and the way by which control reaches them: each on its own loop. Thread-safe.
 *
 * <p>Waiting for a loop is no waiting for data: a loop never waits for a socket, and looks for commands after each turn.
 */
final class Connections {
    private final Set<Connection> all = ConcurrentHashMap.newKeySet();

    void add(Connection connection) {
        all.add(connection);
    }

    void remove(Connection connection) {
        all.remove(connection);
    }

    int count() {
        return all.size();
    }

    long heldBytes(Direction direction) {
        return all.stream()
                .mapToLong(connection -> connection.heldBytes(direction))
                .sum();
    }

    /**
     * Does {@code action} to every connection that there is now, and returns when it is done. Not for a loop's thread,
     * which would wait for other loops.
     */
    void forEach(Consumer<Connection> action) {
        Map<EventLoop, List<Connection>> byLoop = new HashMap<>();
        for (Connection connection : all) {
            byLoop.computeIfAbsent(connection.loop(), loop -> new ArrayList<>()).add(connection);
        }
        CountDownLatch undone = new CountDownLatch(byLoop.size());
        byLoop.forEach((loop, connections) -> loop.execute(() -> {
            try {
                connections.forEach(action);
            } finally {
                undone.countDown();
            }
        }));
        try {
            undone.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
