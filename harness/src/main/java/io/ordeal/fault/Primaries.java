package io.ordeal.fault;

import io.ordeal.cluster.Cluster;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a cluster who its primaries are, with patience, but not without end: nodes that are paused or cut off do not
 * answer.
 */
public final class Primaries {
    private static final Logger LOG = LoggerFactory.getLogger(Primaries.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final long AGAIN_AFTER_MILLIS = 50;

    private final Optional<Cluster> cluster;

    Primaries(Optional<Cluster> cluster) {
        this.cluster = cluster;
    }

    /** Whether this cluster has primaries by nature, though none be elected just now. */
    public boolean exist() {
        return cluster.isPresent()
                && cluster.get().description().primaryFinder().isPresent();
    }

    /** The nodes that take themselves for primary now; empty if there are none by nature, or nobody answers in 2 s. */
    public Optional<Set<String>> now() throws InterruptedException {
        if (!exist()) {
            return Optional.empty();
        }
        FutureTask<Optional<Set<String>>> question =
                new FutureTask<>(() -> cluster.orElseThrow().primaries());
        Thread asker = new Thread(question, "primaries");
        asker.setDaemon(true);
        asker.start();
        try {
            Optional<Set<String>> answer = question.get(ANSWER_WITHIN.toNanos(), TimeUnit.NANOSECONDS);
            return answer.map(TreeSet::new);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("nobody says who is primary", e);
            return Optional.empty();
        } finally {
            question.cancel(true);
        }
    }

    /**
     * Waits until there is a primary.
     *
     * @return one node at least; empty if there was none so long
     */
    public Optional<Set<String>> await(Duration patience) throws InterruptedException {
        long endNanos = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Set<String>> answer = now().filter(nodes -> !nodes.isEmpty());
            if (answer.isPresent() || !exist() || System.nanoTime() - endNanos >= 0) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER_MILLIS);
        }
    }
}
