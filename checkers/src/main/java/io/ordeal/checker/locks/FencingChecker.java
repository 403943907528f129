package io.ordeal.checker.locks;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges fencing tokens alone: each is granted once, and an acquire that begins after another was granted gets a larger
 * one. Holds may overlap, for that is what tokens are there for: it is a note.
 *
 * <p><b>Cannot detect</b>: a resource that does not look at the tokens; {@code guarded-set} does.
 *
 * <p><b>Complexity</b>: O(n log n).
 *
 * <p><b>Reference</b>: Kleppmann, "How to do distributed locking", 2016.
 */
final class FencingChecker implements Checker {
    @Override
    public CheckResult check(History history, CheckContext context) {
        List<Anomaly> anomalies = new ArrayList<>();
        int overlaps = 0;
        int holds = 0;
        for (Holds.OfLock lock : Holds.of(history, LockKind.FENCED, context)) {
            context.checkpoint();
            LockAnomalies overlapping = new LockAnomalies(history, lock);
            overlapping.overlaps(lock.holds, false);
            overlaps += overlapping.count();
            holds += lock.holds.size();
            LockAnomalies tokens = new LockAnomalies(history, lock);
            judge(history, lock.holds, tokens);
            anomalies.addAll(tokens.told(context));
        }
        CheckResult result = new CheckResult(Verdict.of(anomalies), List.of(), Map.of("holds", holds));
        return overlaps == 0
                ? result
                : result.withNote(
                        overlaps + " holds overlapped another, which does no harm where the resource refuses a"
                                + " token below one that it has seen");
    }

    /** Any: a token that was granted was granted, whoever else is left out. */
    @Override
    public Cuts cuts(History history) {
        return new OperationCuts(history, true);
    }

    /** A token that was granted was granted, however its hold ends. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    @Override
    public boolean judges(History history, int completion) {
        return history.f(completion).equals("acquire");
    }

    private static void judge(History history, List<Hold> holds, LockAnomalies into) {
        Map<Long, Hold> byToken = new HashMap<>();
        for (Hold hold : holds) {
            if (hold.token() == null) {
                throw new UnjudgeableHistoryException("event " + history.index(hold.granted())
                        + ": fencing needs a token: the ok value of an acquire is [lock token]");
            }
            Hold same = byToken.putIfAbsent(hold.token(), hold);
            if (same != null) {
                into.add(into.token(same, hold));
            }
        }
        // Merge grants, in the order granted, with acquires, in the order asked for.
        List<Hold> asked = new ArrayList<>(holds);
        asked.sort(Comparator.comparingInt(Hold::asked));
        int granted = 0;
        Hold highest = null;
        for (Hold hold : asked) {
            while (granted < holds.size() && holds.get(granted).granted() < hold.asked()) {
                Hold earlier = holds.get(granted++);
                if (highest == null || tokenOf(earlier) > tokenOf(highest)) {
                    highest = earlier;
                }
            }
            // An equal token was found above.
            if (highest != null && tokenOf(hold) < tokenOf(highest)) {
                into.add(into.token(highest, hold));
            }
        }
    }

    private static long tokenOf(Hold hold) {
        Long token = hold.token();
        return token == null ? Long.MIN_VALUE : token;
    }
}
