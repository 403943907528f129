package io.ordeal.checker.txn.search;

/** What of the {@link CertainOrder certain edges} before each event has yet to happen. */
final class CertainNeeds {
    private final CertainOrder order;
    private final int[] pending;
    private final int[] sourceStarts;
    private final int[] sources;

    /** @param order arranged, without barriers */
    CertainNeeds(CertainOrder order) {
        this.order = order;
        int events = order.events();
        pending = new int[events];
        sourceStarts = new int[events + 1];
        for (int e = 0; e < order.size(); e++) {
            pending[order.target(e)]++;
        }
        for (int v = 0; v < events; v++) {
            sourceStarts[v + 1] = sourceStarts[v] + pending[v];
        }
        sources = new int[order.size()];
        int[] next = sourceStarts.clone();
        for (int e = 0; e < order.size(); e++) {
            sources[next[order.target(e)]++] = order.source(e);
        }
    }

    boolean isPending(int event) {
        return pending[event] > 0;
    }

    /** One that has yet to happen before an event, of which there are some. */
    int first(int event, int[] places) {
        int i = sourceStarts[event];
        while (places[sources[i]] != LearntOrder.NONE) {
            i++;
        }
        return sources[i];
    }

    /** @param by 1 if the event happens, −1 if that is undone */
    void happen(int event, int by) {
        for (int i = order.start(event); i < order.start(event + 1); i++) {
            pending[order.target(order.edge(i))] -= by;
        }
    }

    /** Whether one event is known to be before another. */
    boolean isBefore(int first, int second) {
        for (int i = sourceStarts[second]; i < sourceStarts[second + 1]; i++) {
            if (sources[i] == first) {
                return true;
            }
        }
        return false;
    }
}
