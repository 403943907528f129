package io.ordeal.fault.schedule;

import io.ordeal.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions in order, while they are waited for one after the other. For one thread at a time. */
final class Turns {
    private final List<Condition> conditions;
    private final World world;
    private final long beginNanos;
    private final List<String> met = new ArrayList<>();
    private @Nullable Wait current;

    /**
     * Waits for the first at once.
     *
     * @param primariesThen who was primary at the time since when these conditions look: for an end, from before the fault
     *     struck, as what comes of it may be there already when it has
     * @param beginNanos when the main phase began
     */
    Turns(List<Condition> conditions, World world, Set<String> primariesThen, long beginNanos, long nowNanos) {
        this.conditions = conditions;
        this.world = world;
        this.beginNanos = beginNanos;
        await(primariesThen, nowNanos);
    }

    /** Waits for the next, past those that are met already. */
    private void await(Set<String> primariesThen, long nowNanos) {
        while (met.size() < conditions.size()) {
            Set<String> then = met.isEmpty() ? primariesThen : world.primaries();
            Wait next = Wait.on(conditions.get(met.size()), world, then, beginNanos, nowNanos);
            current = next;
            if (!next.isMet(world) && next.dueNanos() > nowNanos) {
                return;
            }
            met.add(next.met());
        }
        current = null;
    }

    private void met(Wait wait, long nowNanos) {
        met.add(wait.met());
        await(world.primaries(), nowNanos);
    }

    /** Returns whether that met a condition. */
    boolean operation(Op event) {
        Wait wait = current;
        if (wait == null || !wait.operation(event, world)) {
            return false;
        }
        met(wait, event.timeNanos());
        return true;
    }

    void happened(Happening happening, long nowNanos) {
        Wait wait = current;
        if (wait != null && wait.happened(happening, world)) {
            met(wait, nowNanos);
        }
    }

    void tick(long nowNanos) {
        Wait wait = current;
        if (wait != null && wait.dueNanos() <= nowNanos) {
            met(wait, wait.dueNanos());
        }
    }

    boolean areOver() {
        return current == null;
    }

    long dueNanos() {
        return current == null ? Wait.NEVER : current.dueNanos();
    }

    /** Which operations they have to see now. */
    OperationInterest interest() {
        return current == null ? OperationInterest.NONE : current.interest();
    }

    /** How each was met so far. */
    String told() {
        return String.join(", then ", met);
    }

    /** How many are met. */
    int count() {
        return met.size();
    }

    String progress() {
        return current == null ? "" : current.progress();
    }
}
