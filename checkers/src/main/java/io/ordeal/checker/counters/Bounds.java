package io.ordeal.checker.counters;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between what each read should be: the sums of the adds so far, those acknowledged, and those invoked that did not fail,
 * positive and negative apart. It is told the events in their order.
 */
final class Bounds {
    /**
     * A read that is ok.
     *
     * @param completion its position
     * @param certain the sum of what was acknowledged before it began
     * @param low the least that it should be
     * @param high the most
     */
    record Read(int completion, long value, long certain, long low, long high) {
        boolean isWrong() {
            return value < low || value > high;
        }
    }

    private final long initial;
    private long acknowledgedUp;
    private long acknowledgedDown;
    private long invokedUp;
    private long invokedDown;

    /** How many adds of something were acknowledged, so far and when the latest of the reads that are ok began. */
    private long adds;

    private long read;

    /** By process, what was acknowledged when its read began: up, down, and by how many adds. */
    private final Map<Integer, long[]> reading = new HashMap<>();

    Bounds(long initial) {
        this.initial = initial;
    }

    /**
     * Takes an event of a client into account.
     *
     * @return the read, if it completes one that is ok
     */
    @Nullable
    Read event(History history, int i) {
        try {
            return history.f(i).equals("add") ? add(history, i) : read(history, i);
        } catch (ArithmeticException overflow) {
            throw new UnjudgeableHistoryException(
                    "event " + history.index(i) + ": the sum of all adds is beyond an integer of 64 bits");
        }
    }

    /** How many adds no read that is ok began after. */
    long unread() {
        return adds - read;
    }

    @Nullable
    private Read add(History history, int i) {
        if (history.isInvoke(i) && history.outcome(i) != OpType.FAIL) {
            long delta = CounterValues.number(history, i);
            invokedUp = Math.addExact(invokedUp, Math.max(delta, 0));
            invokedDown = Math.addExact(invokedDown, Math.min(delta, 0));
        } else if (history.type(i) == OpType.OK) {
            long delta = CounterValues.number(history, history.partner(i));
            acknowledgedUp += Math.max(delta, 0);
            acknowledgedDown += Math.min(delta, 0);
            adds += delta == 0 ? 0 : 1;
        }
        return null;
    }

    @Nullable
    private Read read(History history, int i) {
        int process = history.process(i);
        if (history.isInvoke(i)) {
            reading.put(process, new long[] {acknowledgedUp, acknowledgedDown, adds});
            return null;
        }
        long[] atFirst = reading.remove(process);
        if (history.type(i) != OpType.OK || atFirst == null) {
            return null;
        }
        read = Math.max(read, atFirst[2]);
        return new Read(
                i,
                CounterValues.number(history, i),
                atFirst[0] + atFirst[1],
                Math.addExact(initial, Math.addExact(atFirst[0], invokedDown)),
                Math.addExact(initial, Math.addExact(invokedUp, atFirst[1])));
    }
}
