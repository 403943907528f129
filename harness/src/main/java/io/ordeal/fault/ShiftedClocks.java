package io.ordeal.fault;

import io.ordeal.clock.ClockException;
import io.ordeal.clock.ClockShift;
import io.ordeal.clock.ProcessClock;
import io.ordeal.cluster.ProcessFamily;
import io.ordeal.mesh.Failures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which faults have made whose wall clocks wrong, of nodes and of clients that are processes: what several do to one adds
 * up, and a clock is right again, its processes as they were, when the last of them is healed.
 *
 * <p>While a clock is wrong it is kept so: a node that is started anew, a client's next process, children that are other
 * programs get the same error, the first process within some 50 ms, others within half a second. All methods may come from
 * any thread.
 */
public final class ShiftedClocks {
    private static final Logger LOG = LoggerFactory.getLogger(ShiftedClocks.class);

    private static final long KEEP_MILLIS = 50;
    /** Of so many looks one is for all processes, the others for the first alone, which costs nothing. */
    private static final int LOOKS_FOR_ALL = 10;
    /** A thread stands where code is to be changed once in thousands of tries. */
    private static final int TRIES = 50;

    private final Function<String, Optional<ProcessFamily>> families;

    // guarded by this object's monitor
    private final Map<Object, Map<String, ClockShift>> byOwner = new LinkedHashMap<>();
    private final Map<String, Set<Long>> rewritten = new HashMap<>();
    private @Nullable ScheduledExecutorService keeper;
    private int looks;

    /** @param families the processes of a node or a client, by its name; empty if it has none here */
    public ShiftedClocks(Function<String, Optional<ProcessFamily>> families) {
        this.families = families;
    }

    /**
     * Makes clocks wrong. Those of nodes that are dead become so when they are started.
     *
     * @param owner who does it, and has done nothing yet; takes it back by {@link #release}
     * @param shifts by the name of the node or client
     */
    public synchronized void shift(Object owner, Map<String, ClockShift> shifts) throws Exception {
        if (byOwner.putIfAbsent(owner, new LinkedHashMap<>(shifts)) != null) {
            throw new IllegalStateException("the clocks are shifted already; release them first");
        }
        if (keeper == null) {
            keeper = startKeeper();
        }
        // what takes long comes first, so that all jump at once: a lease that many servers grant is to end everywhere
        for (String member : shifts.keySet()) {
            rewrite(member);
        }
        for (String member : shifts.keySet()) {
            write(member, total(member));
        }
    }

    /**
     * Makes clocks wrong in another way than the same owner did, in those processes that are known: a fraction of a
     * millisecond each.
     *
     * @param shifts of all that it has shifted
     * @return false if it has shifted none, or not any more: then nothing is done
     */
    public synchronized boolean change(Object owner, Map<String, ClockShift> shifts) throws IOException {
        if (byOwner.replace(owner, new LinkedHashMap<>(shifts)) == null) {
            return false;
        }
        for (String member : shifts.keySet()) {
            write(member, total(member));
        }
        return true;
    }

    /**
     * Takes back what an owner did: clocks that nobody else has made wrong are right again. Goes on past failures;
     * idempotent.
     */
    public synchronized void release(Object owner) throws Exception {
        Map<String, ClockShift> shifts = byOwner.remove(owner);
        if (shifts == null) {
            return;
        }
        Failures failures = new Failures();
        for (String member : shifts.keySet()) {
            ClockShift left = total(member);
            failures.attempt(() -> write(member, left));
        }
        for (String member : shifts.keySet()) {
            if (isRight(member)) {
                failures.attempt(() -> putBack(member));
            }
        }
        if (byOwner.isEmpty() && keeper != null) {
            keeper.shutdownNow();
            keeper = null;
        }
        failures.throwFirst();
    }

    /** Takes back everything, whoever did it. */
    public synchronized void releaseAll() throws Exception {
        Failures failures = new Failures();
        List.copyOf(byOwner.keySet()).forEach(owner -> failures.attempt(() -> release(owner)));
        failures.throwFirst();
    }

    /**
     * By how much the clock is wrong at a true time, by the memory of the first process.
     *
     * @return empty if it doesn't live
     */
    public synchronized OptionalLong errorNanos(String member, long trueNanos) throws IOException {
        OptionalLong pid = family(member).firstPid();
        if (pid.isEmpty()) {
            return OptionalLong.empty();
        }
        try (ProcessClock clock = ProcessClock.of(pid.getAsLong())) {
            return OptionalLong.of(clock.shift().errorNanos(trueNanos));
        } catch (IOException e) {
            if (ProcessClock.isAlive(pid.getAsLong())) {
                throw e;
            }
            return OptionalLong.empty();
        }
    }

    private ProcessFamily family(String member) {
        return families.apply(member)
                .orElseThrow(() -> new IllegalStateException(member + " has no processes on this machine"));
    }

    private ClockShift total(String member) {
        return byOwner.values().stream()
                .map(shifts -> shifts.getOrDefault(member, ClockShift.NONE))
                .reduce(ClockShift.NONE, ClockShift::plus);
    }

    private boolean isRight(String member) {
        return byOwner.values().stream().noneMatch(shifts -> shifts.containsKey(member));
    }

    /** Has the clocks of all processes read by our code, and notes which. */
    private void rewrite(String member) throws Exception {
        Set<Long> done = new LinkedHashSet<>();
        untilEverywhere(
                member,
                ProcessClock::install,
                done,
                "could not be shifted: in each of " + TRIES + " tries a thread stood where code was to be changed");
        rewritten.put(member, done);
    }

    private void putBack(String member) throws Exception {
        rewritten.remove(member);
        untilEverywhere(
                member,
                ProcessClock::remove,
                new LinkedHashSet<>(),
                "is right, but our code stays in its memory: in each of " + TRIES + " tries a thread stood in it");
    }

    /** Does something to all processes while they stand; lets them go on and tries again while it can't be done to one. */
    private void untilEverywhere(String member, Question attempt, Set<Long> done, String failure) throws Exception {
        ProcessFamily family = family(member);
        boolean[] everywhere = {false};
        for (int i = 0; i < TRIES && !everywhere[0]; i++) {
            // nothing is done where nothing lives
            everywhere[0] = true;
            family.whileStopped(() -> everywhere[0] = everywhere(family.pids(), attempt, done));
        }
        if (!everywhere[0]) {
            throw new ClockException("the clock of " + member + " " + failure);
        }
    }

    private interface Question {
        boolean ask(ProcessClock clock) throws IOException;
    }

    /**
     * Whether something is so, or could be done, of all processes that live; all are asked.
     *
     * @param yes those of which it is
     */
    private static boolean everywhere(Iterable<Long> pids, Question question, Set<Long> yes) throws IOException {
        boolean all = true;
        for (long pid : pids) {
            try (ProcessClock clock = ProcessClock.of(pid)) {
                if (question.ask(clock)) {
                    yes.add(pid);
                } else {
                    all = false;
                }
            } catch (IOException e) {
                if (ProcessClock.isAlive(pid)) {
                    throw e;
                }
            }
        }
        return all;
    }

    private void write(String member, ClockShift shift) throws IOException {
        Set<Long> pids = rewritten.getOrDefault(member, Set.of());
        Set<Long> written = new LinkedHashSet<>();
        everywhere(
                pids,
                clock -> {
                    boolean there = clock.isInstalled();
                    if (there) {
                        clock.shift(shift);
                    }
                    return there;
                },
                written);
        // the others have ended, or became other programs
        pids.retainAll(written);
    }

    private ScheduledExecutorService startKeeper() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ordeal-clocks");
            thread.setDaemon(true);
            return thread;
        });
        // its failures are told by itself
        var unused = executor.scheduleWithFixedDelay(this::keep, KEEP_MILLIS, KEEP_MILLIS, TimeUnit.MILLISECONDS);
        return executor;
    }

    private synchronized void keep() {
        boolean all = ++looks % LOOKS_FOR_ALL == 0;
        Set<String> members = new LinkedHashSet<>();
        byOwner.values().forEach(shifts -> members.addAll(shifts.keySet()));
        for (String member : members) {
            try {
                List<Long> pids = new ArrayList<>();
                ProcessFamily family = family(member);
                if (all) {
                    pids.addAll(family.pids());
                } else {
                    family.firstPid().ifPresent(pids::add);
                }
                Set<Long> seen = new LinkedHashSet<>();
                if (!everywhere(pids, ProcessClock::isInstalled, seen)) {
                    rewrite(member);
                } else if (all) {
                    rewritten.put(member, seen);
                }
                write(member, total(member));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.warn("the clock of {} is not kept wrong: {}", member, e.getMessage());
            }
        }
    }
}
