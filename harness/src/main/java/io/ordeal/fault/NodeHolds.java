package io.ordeal.fault;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.NodeSpec;
import io.ordeal.mesh.Failures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which faults hold which nodes down, so that kills and pauses overlap without getting into each other's way.
 *
 * <p>A node that two faults killed comes back when the later of them is healed; likewise a paused one. A pause ends with
 * the process that it stopped: a paused node that is killed comes back running, and healing the pause then has nothing to
 * do. All methods wait for one another; {@link #releaseAll} may come from any thread.
 */
public final class NodeHolds {
    private final Cluster cluster;
    private final Map<Object, Set<String>> killed = new LinkedHashMap<>();
    private final Map<Object, Set<String>> paused = new LinkedHashMap<>();

    public NodeHolds(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Kills nodes; those that are dead already stay so until this owner, too, gives them back.
     *
     * @param owner who holds them; gives them back by {@link #release}
     */
    public synchronized void kill(Object owner, Collection<String> nodes) throws Exception {
        for (String node : nodes) {
            // first noted, then done: what was half done is undone by release
            killed.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(node);
            cluster.kill(node);
        }
    }

    /**
     * Pauses nodes; one that is dead is passed over.
     *
     * @return those that are paused
     */
    public synchronized List<String> pause(Object owner, Collection<String> nodes) throws Exception {
        List<String> done = new ArrayList<>();
        for (String node : nodes) {
            if (isAlive(node)) {
                paused.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(node);
                cluster.pause(node);
                done.add(node);
            }
        }
        return done;
    }

    /** The nodes that some other owner holds down, killed or paused. */
    public synchronized Set<String> heldByOthers(Object owner) {
        Set<String> nodes = new LinkedHashSet<>();
        killed.forEach((other, held) -> nodes.addAll(other.equals(owner) ? Set.of() : held));
        paused.forEach((other, held) -> nodes.addAll(other.equals(owner) ? Set.of() : held));
        return nodes;
    }

    /**
     * Gives back what an owner holds: starts what nobody else wants dead, lets go on what nobody else wants paused.
     * Idempotent. A node that could not be brought back stays held, so that another call tries again; the others come back
     * none the less.
     *
     * @return the nodes that run again
     * @throws Exception of the first node that could not be brought back; the others' are suppressed in it
     */
    public synchronized Set<String> release(Object owner) throws Exception {
        Set<String> back = new LinkedHashSet<>();
        Failures failures = new Failures();
        for (String node : List.copyOf(paused.getOrDefault(owner, Set.of()))) {
            failures.attempt(() -> {
                if (isLast(paused, owner, node) && cluster.state(node) == Cluster.State.PAUSED) {
                    cluster.resume(node);
                    back.add(node);
                }
                forget(paused, owner, node);
            });
        }
        for (String node : List.copyOf(killed.getOrDefault(owner, Set.of()))) {
            failures.attempt(() -> {
                if (isLast(killed, owner, node)) {
                    cluster.start(node);
                    back.add(node);
                }
                forget(killed, owner, node);
            });
        }
        failures.throwFirst();
        return back;
    }

    /** Whether a node's processes exist, paused or not. */
    public boolean isAlive(String node) {
        Cluster.State state = cluster.state(node);
        return state == Cluster.State.RUNNING || state == Cluster.State.PAUSED;
    }

    /**
     * Starts the nodes that ended by themselves, as some do when they are cut off from their peers.
     *
     * @return the nodes that run again
     * @throws Exception as {@link #release}
     */
    public synchronized Set<String> revive() throws Exception {
        Set<String> back = new LinkedHashSet<>();
        Failures failures = new Failures();
        for (NodeSpec node : cluster.description().nodes()) {
            if (cluster.state(node.name()) == Cluster.State.ENDED) {
                failures.attempt(() -> {
                    cluster.start(node.name());
                    back.add(node.name());
                });
            }
        }
        failures.throwFirst();
        return back;
    }

    /** Gives back everything, whoever holds it. */
    public synchronized Set<String> releaseAll() throws Exception {
        Set<String> back = new LinkedHashSet<>();
        Failures failures = new Failures();
        Set<Object> owners = new LinkedHashSet<>(paused.keySet());
        owners.addAll(killed.keySet());
        owners.forEach(owner -> failures.attempt(() -> back.addAll(release(owner))));
        failures.throwFirst();
        return back;
    }

    private static boolean isLast(Map<Object, Set<String>> holds, Object owner, String node) {
        return holds.entrySet().stream()
                .noneMatch(
                        hold -> !hold.getKey().equals(owner) && hold.getValue().contains(node));
    }

    private static void forget(Map<Object, Set<String>> holds, Object owner, String node) {
        holds.computeIfPresent(owner, (o, nodes) -> {
            nodes.remove(node);
            return nodes.isEmpty() ? null : nodes;
        });
    }
}
