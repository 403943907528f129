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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which faults hold which nodes down, so that kills and pauses overlap without getting into each other's way.
 *
 * <p>A node that two faults killed comes back when the later of them is healed; likewise a paused one. A pause ends with
 * the process that it stopped: a paused node that is killed comes back running, and healing the pause then has nothing to
 * do. Faults strike and heal side by side: what is done to one node waits for what is being done to it, and for nothing
 * else; a node that takes long to start delays no fault on another. All methods may come from any thread.
 */
public final class NodeHolds {
    private final Cluster cluster;

    /** Whoever does something to a node has its lock, and no other's; it is taken before this object's monitor. */
    private final Map<String, ReentrantLock> atWork = new ConcurrentHashMap<>();

    // guarded by this object's monitor, which nobody has for long
    private final Map<Object, Set<String>> killed = new LinkedHashMap<>();
    private final Map<Object, Set<String>> paused = new LinkedHashMap<>();

    /** Those that are no members: they are not started, whoever gives them back, until they are to join. */
    private final Set<String> away = new LinkedHashSet<>();

    public NodeHolds(Cluster cluster) {
        this.cluster = cluster;
        away.addAll(cluster.description().reserves());
    }

    /** Chooses nodes, knowing which others hold. */
    @FunctionalInterface
    public interface Choice<E extends Exception> {
        /** @param heldByOthers the nodes that some other owner holds down, killed or paused, or is about to */
        Collection<String> of(Set<String> heldByOthers) throws E;
    }

    /**
     * Chooses whom to kill, and notes it at once, so that two who choose at the same time know of each other.
     *
     * @return the choice: to be killed, and then to be given back
     */
    public synchronized <E extends Exception> List<String> chooseToKill(Object owner, Choice<E> choice) throws E {
        return choose(owner, choice, killed);
    }

    /** As {@link #chooseToKill}, for whom to pause. */
    public synchronized <E extends Exception> List<String> chooseToPause(Object owner, Choice<E> choice) throws E {
        return choose(owner, choice, paused);
    }

    private <E extends Exception> List<String> choose(Object owner, Choice<E> choice, Map<Object, Set<String>> holds)
            throws E {
        List<String> chosen = List.copyOf(choice.of(heldByOthers(owner)));
        chosen.forEach(node -> note(holds, owner, node));
        return chosen;
    }

    private synchronized void note(Map<Object, Set<String>> holds, Object owner, String node) {
        holds.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(node);
    }

    /** Does something to a node when nobody else does. */
    private void at(String node, Failures.Step step) throws Exception {
        ReentrantLock lock = atWork.computeIfAbsent(node, n -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Kills nodes; those that are dead already stay so until this owner, too, gives them back.
     *
     * @param owner who holds them; gives them back by {@link #release}
     */
    public void kill(Object owner, Collection<String> nodes) throws Exception {
        for (String node : nodes) {
            // first noted, then done: what was half done is undone by release
            note(killed, owner, node);
            at(node, () -> cluster.kill(node));
        }
    }

    /**
     * As {@link #kill}, but the nodes are asked to end, one after the other, and killed only where they have not within their
     * time.
     *
     * @return those that ended as they were asked
     */
    public List<String> stop(Object owner, Collection<String> nodes) throws Exception {
        List<String> ended = new ArrayList<>();
        for (String node : nodes) {
            note(killed, owner, node);
            at(node, () -> {
                if (cluster.stop(node)) {
                    ended.add(node);
                }
            });
        }
        return ended;
    }

    /**
     * Pauses nodes; one that is dead is passed over.
     *
     * @return those that are paused
     */
    public List<String> pause(Object owner, Collection<String> nodes) throws Exception {
        List<String> done = new ArrayList<>();
        for (String node : nodes) {
            at(node, () -> {
                if (isAlive(node)) {
                    note(paused, owner, node);
                    cluster.pause(node);
                    done.add(node);
                } else {
                    forget(paused, owner, node);
                }
            });
        }
        return done;
    }

    /** Kills a node that is no member any more: nobody's {@link #release} starts it, until {@link #bringBack}. */
    void sendAway(Object owner, String node) throws Exception {
        synchronized (this) {
            away.add(node);
        }
        kill(owner, List.of(node));
    }

    /** Starts a node that was sent away, unless others hold it down; then it comes back when they give it back. */
    void bringBack(Object owner, String node) throws Exception {
        synchronized (this) {
            away.remove(node);
        }
        release(owner);
    }

    private synchronized boolean isAway(String node) {
        return away.contains(node);
    }

    private Set<String> heldByOthers(Object owner) {
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
    public Set<String> release(Object owner) throws Exception {
        Set<String> back = new LinkedHashSet<>();
        Failures failures = new Failures();
        for (String node : heldBy(paused, owner)) {
            failures.attempt(() -> at(node, () -> {
                if (isLast(paused, owner, node) && cluster.state(node) == Cluster.State.PAUSED) {
                    cluster.resume(node);
                    back.add(node);
                }
                forget(paused, owner, node);
            }));
        }
        for (String node : heldBy(killed, owner)) {
            failures.attempt(() -> at(node, () -> {
                if (isLast(killed, owner, node) && !isAway(node)) {
                    cluster.start(node);
                    back.add(node);
                }
                forget(killed, owner, node);
            }));
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
     * Starts the nodes that ended by themselves, as some do when they are cut off from their peers; those that somebody holds
     * come back when they are given back: their disk may be dead.
     *
     * @return the nodes that run again
     * @throws Exception as {@link #release}
     */
    public Set<String> revive() throws Exception {
        Set<String> back = new LinkedHashSet<>();
        Failures failures = new Failures();
        for (NodeSpec node : cluster.description().nodes()) {
            String name = node.name();
            failures.attempt(() -> at(name, () -> {
                if (cluster.state(name) == Cluster.State.ENDED && !isKilledBySomebody(name) && !isAway(name)) {
                    cluster.start(name);
                    back.add(name);
                }
            }));
        }
        failures.throwFirst();
        return back;
    }

    private synchronized boolean isKilledBySomebody(String node) {
        return killed.values().stream().anyMatch(nodes -> nodes.contains(node));
    }

    /** Gives back everything, whoever holds it. */
    public Set<String> releaseAll() throws Exception {
        Set<String> back = new LinkedHashSet<>();
        Failures failures = new Failures();
        owners().forEach(owner -> failures.attempt(() -> back.addAll(release(owner))));
        failures.throwFirst();
        return back;
    }

    private synchronized Set<Object> owners() {
        Set<Object> owners = new LinkedHashSet<>(paused.keySet());
        owners.addAll(killed.keySet());
        return owners;
    }

    private synchronized List<String> heldBy(Map<Object, Set<String>> holds, Object owner) {
        return List.copyOf(holds.getOrDefault(owner, Set.of()));
    }

    private synchronized boolean isLast(Map<Object, Set<String>> holds, Object owner, String node) {
        return holds.entrySet().stream()
                .noneMatch(
                        hold -> !hold.getKey().equals(owner) && hold.getValue().contains(node));
    }

    private synchronized void forget(Map<Object, Set<String>> holds, Object owner, String node) {
        holds.computeIfPresent(owner, (o, nodes) -> {
            nodes.remove(node);
            return nodes.isEmpty() ? null : nodes;
        });
    }
}
