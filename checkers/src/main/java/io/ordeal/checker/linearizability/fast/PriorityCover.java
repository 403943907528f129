package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Priority queues: the smallest element is given back.
 *
 * <p>There is a linearization if and only if each take of an element has, within the part of its span after the put's
 * invocation, a gap that no core of a smaller element covers; and each answer that there is nothing, a gap that no core
 * covers.
 *
 * <p>It is necessary, as there is an element in the queue throughout its core. And it suffices: take each element in the
 * first such gap, and put it in at its put's completion, or in this same gap if that comes first. From smaller to larger
 * elements one sees that an element is then in the queue only in gaps which its own core or that of a smaller one covers:
 * in no gap in which a larger element is taken, then, or an answer given. Within a gap, first comes what is taken, the
 * smaller first, then elements that are put in and taken at once, then what is put in and stays.
 *
 * <p>For takes of unknown outcome no best plan is known. A good one goes by when a larger element was taken, that was taken
 * for certain after the put: by then the smaller one must have been, too.
 *
 * <p>Complexity: O(n log n): elements enter in their order, and gaps that are covered are skipped by a union-find.
 */
record PriorityCover() implements Discipline {
    @Override
    public String name() {
        return "cover-by-rank";
    }

    @Override
    public int[] mostUrgent(Stays stays) {
        Urgency urgency = new Urgency(stays);
        int[] order = byRank(stays);
        for (int i = order.length - 1; i >= 0; i--) {
            if (stays.isLeftOver(order[i])) {
                // All that is larger has been entered.
                urgency.ask(order[i]);
            } else {
                urgency.enter(order[i]);
            }
        }
        return urgency.order();
    }

    @Override
    public boolean hasBestPlan() {
        return false;
    }

    @Override
    public int @Nullable [] impossible(Stays stays, CheckContext context) {
        UncoveredGaps gaps = new UncoveredGaps(stays.end);
        int[] order = byRank(stays);
        for (int i = 0; i < order.length; i++) {
            if (i % Spans.CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            int stay = order[i];
            int from = Math.max(stays.putFrom[stay], stays.takeFrom[stay]);
            if (stays.takeTo[stay] != Stays.OPEN && gaps.from(from) >= stays.takeTo[stay]) {
                return coveredBy(stays, order, i, from);
            }
            if (stays.hasCore(stay)) {
                gaps.cover(stays.putTo[stay], Math.min(stays.takeFrom[stay], stays.end));
            }
        }
        return null;
    }

    private static int[] coveredBy(Stays stays, int[] order, int i, int from) {
        int to = stays.takeTo[order[i]];
        return Arrays.stream(order, 0, i + 1)
                .filter(stay -> stay == order[i] || stays.isCertainWithin(stay, from, to))
                .toArray();
    }

    /** The smallest element first; answers that there is nothing last. */
    private static int[] byRank(Stays stays) {
        int[] elements = stays.where(stay -> !stays.isNothing(stay));
        long[] ranks = Arrays.stream(elements)
                .mapToLong(stay -> stays.rank[stay])
                .sorted()
                .toArray();
        int[] order = new int[stays.size()];
        for (int stay : elements) {
            order[Arrays.binarySearch(ranks, stays.rank[stay])] = stay;
        }
        int next = elements.length;
        for (int stay = 0; stay < order.length; stay++) {
            if (stays.isNothing(stay)) {
                order[next++] = stay;
            }
        }
        return order;
    }

    /** Which gaps nothing covers yet; by path halving, O(log n) amortized a question. */
    private static final class UncoveredGaps {
        private final int[] next;

        UncoveredGaps(int end) {
            next = new int[end + 1];
            Arrays.setAll(next, gap -> gap);
        }

        /** The first that is not covered, from a gap on; past all if there is none. */
        int from(int gap) {
            int at = gap;
            while (next[at] != at) {
                next[at] = next[next[at]];
                at = next[at];
            }
            return at;
        }

        void cover(int from, int to) {
            for (int gap = from(from); gap < to; gap = from(gap)) {
                next[gap] = gap + 1;
            }
        }
    }
}
