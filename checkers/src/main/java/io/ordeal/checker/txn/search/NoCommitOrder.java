package io.ordeal.checker.txn.search;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.checker.txn.weak.ReadsFrom;
import io.ordeal.checker.txn.weak.Story;
import java.util.BitSet;
import java.util.Map;

/**
 * What is told where no order was found and no circle proves that there is none: few transactions that have no order
 * already, whatever the others did. To leave transactions out, with the reads of what they wrote, only makes it easier to
 * find an order.
 */
final class NoCommitOrder {
    static final String TYPE = AnomalyType.NO_COMMIT_ORDER.wire();

    private static final int MOST_TRIES = 400;

    private final ReadsFrom history;
    private final StrongLevel level;
    private final CheckContext context;
    private int tries;

    NoCommitOrder(ReadsFrom history, StrongLevel level, CheckContext context) {
        this.history = history;
        this.level = level;
        this.context = context;
    }

    /**
     * @param deepest how many events could be ordered
     * @param events how many there are
     */
    Anomaly smallest(int deepest, int events) {
        BitSet kept = new BitSet();
        kept.set(0, history.count());
        try {
            for (int size = (history.count() + 1) / 2; size > 0 && tries < MOST_TRIES; size = size / 2) {
                leaveOut(kept, size);
            }
        } catch (CheckStoppedException stopped) {
            // The verdict stands; its witness is larger than it would be with more time.
        }
        Story story = new Story(history);
        kept.stream().forEach(story::name);
        story.say("No order of these " + kept.cardinality() + " transactions explains what they read at " + level.wire()
                + "; of all, at most " + deepest + " of " + events + " events could be ordered.");
        return new Anomaly(TYPE, null, story.text(), story.witness(), Map.of("level", level.wire()));
    }

    private void leaveOut(BitSet kept, int size) {
        for (int from = kept.nextSetBit(0); from >= 0 && tries < MOST_TRIES; ) {
            BitSet fewer = (BitSet) kept.clone();
            int to = from;
            for (int i = 0; i < size && to >= 0; i++) {
                fewer.clear(to);
                to = kept.nextSetBit(to + 1);
            }
            tries++;
            if (!fewer.isEmpty() && CommitOrderSearch.isContradictory(history.restrict(fewer), level, context)) {
                kept.and(fewer);
            }
            from = to;
        }
    }
}
