package io.ordeal.fault;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Members;
import io.ordeal.cluster.Membership;
import io.ordeal.mesh.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings nodes into a run's cluster and sends them away, one at a time, as systems take one change after the other.
 *
 * <p>What the members refuse is asked again until its time is over: etcd refuses to change for some seconds after a member
 * was started, and ZooKeeper to admit who has not caught up. All methods may come from any thread.
 */
public final class MemberChanges {
    /** How long a change is asked for. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long AGAIN_AFTER_MILLIS = 100;

    private final Cluster cluster;
    private final Membership membership;
    private final NodeHolds holds;
    private final ReentrantLock changing = new ReentrantLock();

    /** Whether anything was ever asked for, so that there may be something to restore. */
    private volatile boolean touched;

    MemberChanges(Cluster cluster, Membership membership, NodeHolds holds) {
        this.cluster = cluster;
        this.membership = membership;
        this.holds = holds;
    }

    /** The nodes that belong to the cluster, as far as it was brought about. */
    public List<String> now() {
        return cluster.members().now();
    }

    /**
     * Starts a node emptied, as nobody has known it before, and makes it a member; clients learn of it. Nothing if it is a
     * member that runs.
     *
     * @param owner who holds it down, and gives it back
     * @throws TimeoutException it was refused for {@link #PATIENCE}; it may be half done, and {@link #sendAway} undoes it
     * @throws Exception its server does not start
     */
    public void bringIn(Object owner, String node) throws Exception {
        touched = true;
        changing.lockInterruptibly();
        try {
            join(owner, node);
        } finally {
            changing.unlock();
        }
    }

    private void join(Object owner, String node) throws Exception {
        Members members = cluster.members();
        if (holds.isAlive(node) && told().contains(node)) {
            members.add(node);
            holds.release(owner);
            return;
        }
        // whatever is left of an attempt that failed
        leave(owner, node);
        empty(node);
        asking(node + " is announced to the others", () -> membership.announce(cluster, node));
        holds.bringBack(owner, node);
        asking(node + " is given back by the faults that hold it down", () -> {
            if (!holds.isAlive(node)) {
                throw new IllegalStateException(node + " is " + cluster.state(node));
            }
        });
        asking(node + " is admitted", () -> membership.admit(cluster, node));
        members.add(node);
    }

    /**
     * Makes a node a member no more, and ends it, as kill -9 does; clients learn of it. It stays down until it is brought in,
     * or the run is healed.
     *
     * @param owner who holds it down from now on
     * @throws TimeoutException the others refused for {@link #PATIENCE}: it runs, and may be a member still
     */
    public void sendAway(Object owner, String node) throws Exception {
        touched = true;
        changing.lockInterruptibly();
        try {
            leave(owner, node);
        } finally {
            changing.unlock();
        }
    }

    /** As {@link #sendAway}, and nobody is to bring it back: it is held no more, so that it can join again. */
    public void sendHome(Object owner, String node) throws Exception {
        sendAway(owner, node);
        holds.release(owner);
    }

    private void leave(Object owner, String node) throws Exception {
        cluster.members().dismiss(node);
        asking(node + " is dismissed", () -> membership.dismiss(cluster, node));
        cluster.members().remove(node);
        holds.sendAway(owner, node);
    }

    /** Who belongs to the cluster by its members' own word; waits for one as long as for a change. */
    public Set<String> told() throws Exception {
        Set<String> told = new TreeSet<>();
        asking("the members say who they are", () -> {
            told.clear();
            told.addAll(membership.members(cluster));
        });
        return told;
    }

    /**
     * Back to those with whom the cluster began, whatever is the case; nothing if nobody ever joined or left. All nodes that
     * somebody holds must have been given back before.
     *
     * @return the nodes that run again
     */
    Set<String> restore() throws Exception {
        Set<String> back = new LinkedHashSet<>();
        if (!touched) {
            return back;
        }
        changing.lockInterruptibly();
        try {
            List<String> first = cluster.members().first();
            Set<String> told = told();
            Failures failures = new Failures();
            for (String node : first) {
                failures.attempt(() -> {
                    if (told.contains(node)) {
                        cluster.members().add(node);
                    } else {
                        join(this, node);
                        back.add(node);
                    }
                });
            }
            cluster.description().nodes().forEach(spec -> {
                if (!first.contains(spec.name())) {
                    failures.attempt(() -> {
                        leave(this, spec.name());
                        holds.release(this);
                    });
                }
            });
            failures.throwFirst();
        } finally {
            changing.unlock();
        }
        return back;
    }

    private void empty(String node) throws IOException {
        Optional<Path> data = cluster.findData(node);
        if (data.isPresent() && Files.exists(data.get())) {
            EmptiedFolder.empty(data.get());
        }
    }

    /** Asks again and again until it is done. */
    private static void asking(String what, Failures.Step step) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                step.run();
                return;
            } catch (InterruptedException over) {
                throw over;
            } catch (Exception refused) {
                if (System.nanoTime() - endNanos >= 0) {
                    TimeoutException late = new TimeoutException(
                            "not within " + PATIENCE.toSeconds() + " s: that " + what + "; at last " + refused);
                    late.initCause(refused);
                    throw late;
                }
                TimeUnit.MILLISECONDS.sleep(AGAIN_AFTER_MILLIS);
            }
        }
    }
}
