package io.ordeal.fault;

import io.ordeal.mesh.Breakage;
import io.ordeal.mesh.Link;
import io.ordeal.mesh.Mesh;
import io.ordeal.mesh.Mesh.Way;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Holds the links of a worker's clients while they are frozen: what their sessions and watchdogs would say waits, as they
 * would themselves, and so does what they would hear. Thread-safe.
 *
 * <p>Part of {@code client-pause}: whoever blocks a worker calls {@link #hold} before, and {@link #release} after.
 */
public final class ClientLinks {
    private final Mesh mesh;
    private final Map<Integer, Mesh.Break> held = new HashMap<>();

    public ClientLinks(Mesh mesh) {
        this.mesh = mesh;
    }

    /** Holds both ways of all links of a worker; does nothing if it has none, or they are held already. */
    public void hold(int worker) throws Exception {
        Set<Way> ways = new LinkedHashSet<>();
        for (Link link : mesh.links()) {
            if (link.from().equals("c" + worker)) {
                Way way = new Way(link.from(), link.to());
                ways.add(way);
                ways.add(way.back());
            }
        }
        synchronized (held) {
            if (!ways.isEmpty() && !held.containsKey(worker)) {
                held.put(worker, mesh.breakWays(ways, new Breakage.Hold()));
            }
        }
    }

    /**
     * Gives back a worker's links. Idempotent; after a failure it can be tried again.
     *
     * @return what became of the break; empty if nothing was held
     */
    public Map<String, Object> release(int worker) throws Exception {
        synchronized (held) {
            Mesh.Break inForce = held.get(worker);
            if (inForce == null) {
                return Map.of();
            }
            Map<String, Object> outcome = inForce.heal();
            held.remove(worker);
            return outcome;
        }
    }
}
