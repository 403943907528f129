package io.ordeal.fault.schedule;

import io.ordeal.history.Op;
import io.ordeal.mesh.Mesh.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongBiFunction;

/**
 * How far a schedule has come. It knows no clock and no thread: it is told what happened, and when, and says what is to be
 * done now. Thread-safe; every method returns at once, but for what the links are asked.
 *
 * <pre>
 *   WAITING ── begin's conditions ──▶ STRIKING ── told ──▶ IN_FORCE ── end's conditions ──▶ HEALING ── told ──▶ OVER
 * </pre>
 */
final class ScheduleState {
    private enum Phase {
        WAITING,
        STRIKING,
        IN_FORCE,
        HEALING,
        OVER
    }

    /**
     * What is to be done.
     *
     * @param strikes whether the fault is to strike, else it is to be healed
     * @param trigger how its conditions were met
     * @param step at which a client stands, if the last condition was one
     */
    record Deed(PlannedFault fault, boolean strikes, String trigger, Optional<Happening.StepReached> step) {}

    /**
     * A condition that was never met.
     *
     * @param ofBegin whether it is among those of the beginning
     * @param number from 1
     * @param progress how far it came
     */
    record Unmet(String fault, boolean ofBegin, int number, String condition, String progress) {}

    private static final class Run {
        final PlannedFault fault;
        Phase phase = Phase.WAITING;
        Turns turns;

        /** Before it struck. */
        Set<String> primariesThen = Set.of();

        Run(PlannedFault fault, Turns turns) {
            this.fault = fault;
            this.turns = turns;
        }

        boolean awaits() {
            return (phase == Phase.WAITING || phase == Phase.IN_FORCE) && !turns.areOver();
        }
    }

    private final Schedule schedule;
    private final World world;
    private final Runnable dueChanged;
    private final boolean watchesOpen;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private long beginNanos;
    private boolean begun;
    private boolean ended;

    /** Who waits for operations now; read without the lock, since most events concern nobody. */
    private volatile OperationIndex waiting = OperationIndex.EMPTY;

    /**
     * A schedule of which nothing has come yet.
     *
     * @param concurrency workers of the run
     * @param passed how many bytes have passed on a way so far
     * @param dueChanged is run when {@link #dueNanos} has changed; must return at once
     */
    ScheduleState(
            Schedule schedule, int concurrency, ToLongBiFunction<Condition.Unit, Way> passed, Runnable dueChanged) {
        this.schedule = schedule;
        this.dueChanged = dueChanged;
        world = new World(passed, concurrency);
        watchesOpen = schedule.conditions().anyMatch(Condition.Open.class::isInstance);
    }

    /** The main phase begins. */
    synchronized List<Deed> begin(long nowNanos) {
        begun = true;
        beginNanos = nowNanos;
        for (PlannedFault fault : schedule.faults()) {
            runs.put(
                    fault.id(),
                    new Run(fault, new Turns(fault.begin(), world, world.primaries(), beginNanos, nowNanos)));
        }
        return due(Optional.empty());
    }

    /** The main phase is over: nothing more is to be done. */
    synchronized void end() {
        ended = true;
        waiting = OperationIndex.EMPTY;
    }

    /** A client's operation has begun, or ended. */
    List<Deed> operation(Op event) {
        if (!watchesOpen && waiting.waitingFor(event).length == 0) {
            return List.of();
        }
        synchronized (this) {
            if (watchesOpen) {
                world.note(event);
            }
            boolean met = false;
            for (Turns turns : waiting.waitingFor(event)) {
                met |= turns.operation(event);
            }
            return met ? due(Optional.empty()) : List.of();
        }
    }

    synchronized List<Deed> happened(Happening happening, long nowNanos) {
        if (!begun || ended) {
            return List.of();
        }
        if (happening instanceof Happening.PrimariesAre primaries) {
            world.note(primaries);
        }
        for (Run run : runs.values()) {
            if (run.awaits()) {
                run.turns.happened(happening, nowNanos);
            }
        }
        return due(happening instanceof Happening.StepReached step ? Optional.of(step) : Optional.empty());
    }

    /** It is later. */
    synchronized List<Deed> tick(long nowNanos) {
        if (!begun || ended) {
            return List.of();
        }
        for (Run run : runs.values()) {
            if (run.awaits()) {
                run.turns.tick(nowNanos);
            }
        }
        return due(Optional.empty());
    }

    /**
     * A fault has struck, as well as it could.
     *
     * @param struck the nodes that it struck
     */
    synchronized List<Deed> struck(String id, List<String> struck, long nowNanos) {
        Run run = run(id);
        world.begun(id, struck);
        run.phase = Phase.IN_FORCE;
        run.turns = new Turns(run.fault.end(), world, run.primariesThen, beginNanos, nowNanos);
        return happened(new Happening.FaultTold(id, false), nowNanos);
    }

    /** A fault was healed. */
    synchronized List<Deed> healed(String id, long nowNanos) {
        run(id).phase = Phase.OVER;
        world.ended(id);
        return happened(new Happening.FaultTold(id, true), nowNanos);
    }

    private Run run(String id) {
        Run run = runs.get(id);
        if (run == null) {
            throw new IllegalArgumentException("no fault of this schedule: " + id);
        }
        return run;
    }

    private List<Deed> due(Optional<Happening.StepReached> step) {
        if (ended) {
            return List.of();
        }
        List<Deed> deeds = new ArrayList<>(1);
        for (Run run : runs.values()) {
            // an end without conditions is that of the main phase
            boolean strikes = run.phase == Phase.WAITING && run.turns.areOver();
            boolean heals = run.phase == Phase.IN_FORCE
                    && run.turns.areOver()
                    && !run.fault.end().isEmpty();
            if (strikes || heals) {
                run.phase = strikes ? Phase.STRIKING : Phase.HEALING;
                run.primariesThen = world.primaries();
                deeds.add(new Deed(run.fault, strikes, run.turns.told(), step));
            }
        }
        waiting = new OperationIndex(
                runs.values().stream().filter(Run::awaits).map(run -> run.turns).toList());
        dueChanged.run();
        return deeds;
    }

    /** When {@link #tick} may have something to do; {@link Wait#NEVER} if it never does. */
    synchronized long dueNanos() {
        long due = Wait.NEVER;
        for (Run run : runs.values()) {
            if (!ended && run.awaits()) {
                due = Math.min(due, run.turns.dueNanos());
            }
        }
        return due;
    }

    /** Whom a fault struck. */
    synchronized List<String> victims(String id) {
        return world.victims(id);
    }

    /** The conditions for which faults wait still, those of ends that were never waited for not counted. */
    synchronized List<Unmet> unmet() {
        List<Unmet> unmet = new ArrayList<>();
        for (Run run : runs.values()) {
            if (run.awaits()) {
                boolean ofBegin = run.phase == Phase.WAITING;
                int count = run.turns.count();
                Condition condition = (ofBegin ? run.fault.begin() : run.fault.end()).get(count);
                unmet.add(new Unmet(
                        run.fault.id(), ofBegin, count + 1, ConditionText.print(condition), run.turns.progress()));
            }
        }
        return unmet;
    }
}
