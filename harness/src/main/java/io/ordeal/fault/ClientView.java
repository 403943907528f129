package io.ordeal.fault;

import io.ordeal.checker.measure.FaultSpans;
import io.ordeal.checker.measure.FaultSpans.Span;
import io.ordeal.history.History;
import io.ordeal.history.OpType;

/**
 * What clients saw of a fault whose effect nobody counts: operations that got no answer, failed for a reason or took longer
 * while it was in force, as they did not at other times. What can be another fault's doing is left out.
 */
final class ClientView {
    /** So many operations without faults tell what is usual. */
    private static final int USUAL_AT_LEAST = 20;

    /** An operation took longer if it took so many times as long as the longest without faults. */
    private static final int TIMES_LONGER = 2;

    /** Operations in trouble are the fault's if they are so many times as frequent as without faults. */
    private static final int TIMES_MORE = 3;

    private final History history;
    private final FaultSpans faults;
    private final long longestNanos;
    private final double usualTrouble;
    private final boolean isUsualKnown;

    ClientView(History history, FaultSpans faults) {
        this.history = history;
        this.faults = faults;
        long longest = 0;
        int operations = 0;
        int troubled = 0;
        for (int i = 0; i < history.size(); i++) {
            if (isOperation(i) && faults.atWork(i, end(i)).isEmpty()) {
                operations++;
                troubled += isWithoutEffect(i) ? 1 : 0;
                longest = Math.max(longest, history.outcome(i) == OpType.OK ? nanos(i) : 0);
            }
        }
        longestNanos = longest;
        isUsualKnown = operations >= USUAL_AT_LEAST;
        usualTrouble = operations == 0 ? 0 : (double) troubled / operations;
    }

    private boolean isOperation(int i) {
        return history.isClient(i)
                && history.isInvoke(i)
                && !history.f(i).equals("session-lost")
                && history.timeNanos(i) >= 0;
    }

    private int end(int invoke) {
        int completion = history.partner(invoke);
        return completion < 0 ? history.size() - 1 : completion;
    }

    private long nanos(int invoke) {
        return history.timeNanos(end(invoke)) - history.timeNanos(invoke);
    }

    /** No answer, or a failure that has a reason: a lock that is not granted has none. */
    private boolean isWithoutEffect(int invoke) {
        OpType outcome = history.outcome(invoke);
        return outcome == OpType.INFO || (outcome == OpType.FAIL && history.error(end(invoke)) != null);
    }

    /** Whether clients saw a fault; no if it can't be told. */
    boolean saw(Span span) {
        if (!isUsualKnown) {
            return false;
        }
        int operations = 0;
        int troubled = 0;
        for (int i = 0; i < Math.min(span.healing(), history.size()); i++) {
            if (isOperation(i) && end(i) > span.inForce() && isAlone(span, i)) {
                operations++;
                troubled += isWithoutEffect(i) || nanos(i) > TIMES_LONGER * longestNanos ? 1 : 0;
            }
        }
        return troubled > 0 && troubled > TIMES_MORE * usualTrouble * operations;
    }

    private boolean isAlone(Span span, int invoke) {
        return faults.spans().stream().noneMatch(other -> !other.equals(span) && other.isAtWork(invoke, end(invoke)));
    }
}
