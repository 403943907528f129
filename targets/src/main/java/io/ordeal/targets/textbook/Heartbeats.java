package io.ordeal.targets.textbook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Who is alive, as the texts have it: whoever was heard of within a time. A node that is slow, frozen or cut off is as dead
 * as one that was killed, and does not know it.
 */
final class Heartbeats {
    static final String VERB = "heartbeat";

    /** So often each node tells each other that it lives. */
    static final Duration INTERVAL = Duration.ofMillis(100);

    /** Who was not heard of for so long is dead. */
    static final Duration SILENCE = Duration.ofMillis(500);

    private final String self;
    private final Map<String, Long> heardNanos = new ConcurrentHashMap<>();
    private final Map<String, Message> lastWords = new ConcurrentHashMap<>();

    /**
     * All are alive at first.
     *
     * @param peers by name
     */
    Heartbeats(String self, Set<String> peers) {
        this.self = self;
        peers.forEach(peer -> heardNanos.put(peer, System.nanoTime()));
    }

    /**
     * Sends them from now on, on threads of their own.
     *
     * @param word what is told with each
     */
    void start(Peers peers, Supplier<Message> word) {
        for (String peer : peers.names()) {
            Thread beating = new Thread(() -> beat(peers, peer, word), "heartbeat " + peer);
            beating.setDaemon(true);
            beating.start();
        }
    }

    private static void beat(Peers peers, String peer, Supplier<Message> word) {
        while (true) {
            try {
                peers.ask(peer, word.get());
            } catch (NodeException unheard) {
                // it is dead then, to its own loss
            }
            try {
                Thread.sleep(INTERVAL.toMillis());
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** One came. */
    Message heard(String peer, Message heartbeat) {
        lastWords.put(peer, heartbeat);
        heardNanos.put(peer, System.nanoTime());
        return Message.of(NodeError.OK);
    }

    boolean isAlive(String peer) {
        Long heard = heardNanos.get(peer);
        return heard != null && System.nanoTime() - heard < SILENCE.toNanos();
    }

    /** Those that are, this node among them; by name. */
    Set<String> alive() {
        Set<String> alive = new TreeSet<>(Set.of(self));
        heardNanos.keySet().stream().filter(this::isAlive).forEach(alive::add);
        return alive;
    }

    /** What came last from each peer that is alive, and was heard at all. */
    Map<String, Message> wordsOfTheLiving() {
        Map<String, Message> words = new LinkedHashMap<>();
        alive().forEach(peer -> Optional.ofNullable(lastWords.get(peer)).ifPresent(word -> words.put(peer, word)));
        return words;
    }
}
