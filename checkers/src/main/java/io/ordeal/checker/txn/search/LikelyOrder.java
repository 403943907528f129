package io.ordeal.checker.txn.search;

import io.ordeal.checker.CheckContext;
import java.util.Arrays;

/**
 * Where transactions are likely to have committed, by nothing but the certain edges: one before which much is certain and
 * after which little is goes late. Each edge leads forward in this order.
 *
 * <p><b>Complexity.</b> That of {@link Reachability}.
 */
final class LikelyOrder {
    private final CertainOrder order;
    private final int[] before;
    private final int[] after;

    /** @param sorted all events, each before those that it reaches by the arranged edges */
    LikelyOrder(CertainOrder order, int[] sorted, CheckContext context) {
        this.order = order;
        before = new int[order.events()];
        after = new int[order.events()];
        int[] ranks = new int[order.events()];
        for (int i = 0; i < sorted.length; i++) {
            ranks[sorted[i]] = i;
        }
        Reachability reach = new Reachability(order, sorted, ranks, context);
        for (boolean more = reach.first(); more; more = reach.next()) {
            reach.count(before, after);
        }
    }

    /** The transactions, as their writes are likely to have happened. */
    int[] transactions() {
        int count = order.history.count();
        long[] places = new long[count];
        for (int t = 0; t < count; t++) {
            int event = order.end(t);
            long place = (long) before[event] - after[event] + order.events();
            places[t] = (place << 32) | t;
        }
        Arrays.sort(places);
        return Arrays.stream(places).mapToInt(place -> (int) place).toArray();
    }
}
