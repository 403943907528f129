package io.ordeal.fault;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Traffic;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Workers whose clients succeed though nobody ever connected by their links, as where all share a connection that one of them
 * has opened, or know an address of the server's own: what is done to their links is not done to them, though it be done to
 * somebody.
 *
 * <pre>
 * {:process :nemesis, :type :info, :f :links-unused, :value [1 2 3]}
 * </pre>
 */
public final class UnusedLinks {
    /** The event's {@code :f}; its value are the workers. */
    public static final String F = "links-unused";

    private final int concurrency;
    private final Set<Integer> succeeded = new ConcurrentSkipListSet<>();

    /** @param concurrency workers of the run */
    public UnusedLinks(int concurrency) {
        this.concurrency = concurrency;
    }

    /** Is to see every event of a run. */
    public void recorded(Op event) {
        if (event.type() == OpType.OK && event.process() >= 0) {
            succeeded.add(event.process() % concurrency);
        }
    }

    /** The workers that had an ok operation, and links, and no connection by them; none where nobody counts. */
    public List<Integer> workers(Mesh mesh) {
        return succeeded.stream().filter(worker -> isUnused(mesh, worker)).toList();
    }

    private static boolean isUnused(Mesh mesh, int worker) {
        List<Optional<Traffic>> traffic = mesh.links().stream()
                .filter(link -> link.from().equals("c" + worker))
                .map((Link link) -> mesh.traffic(link))
                .toList();
        return !traffic.isEmpty()
                && traffic.stream()
                        .allMatch(link ->
                                link.filter(passed -> passed.connections() == 0).isPresent());
    }

    /** A sentence about what a history tells; empty if it tells of none. */
    static Optional<String> sentence(History history) {
        Set<String> workers = new TreeSet<>();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i) && history.f(i).equals(F) && history.value(i) instanceof Collection<?> told) {
                told.forEach(worker -> workers.add(String.valueOf(worker)));
            }
        }
        return workers.isEmpty()
                ? Optional.empty()
                : Optional.of("the clients of worker" + (workers.size() == 1 ? " " : "s ") + String.join(", ", workers)
                        + " had operations that were ok, and never connected by links of their own: they share a"
                        + " connection, or go past the addresses that each client is given, so that what is done to"
                        + " their links is not done to them");
    }
}
