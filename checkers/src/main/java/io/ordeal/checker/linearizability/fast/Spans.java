package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.LongIntMap;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.Arrays;

/** When each operation of a key was under way, in columns, in the order of the invocations. O(n). */
final class Spans {
    /** The completion of what has none: later than all. */
    static final int OPEN = Integer.MAX_VALUE;

    static final int CHECKPOINT_EVERY = 1 << 14;

    /** The number of moments: the key's events. */
    final int moments;

    /** By operation: the position of its invocation in the history. */
    final int[] at;

    /** By operation: the moments of its invocation, and of its completion, {@link #OPEN} if its outcome is unknown. */
    final int[] from;

    final int[] to;

    /** @param events as {@link io.ordeal.checker.linearizability.FastWay#judge} takes them */
    Spans(History history, int[] events, CheckContext context) {
        moments = events.length;
        int size = 0;
        for (int event : events) {
            size += history.isInvoke(event) ? 1 : 0;
        }
        at = new int[size];
        from = new int[size];
        to = new int[size];
        Arrays.fill(to, OPEN);
        LongIntMap openOf = new LongIntMap();
        int next = 0;
        for (int t = 0; t < moments; t++) {
            if (t % CHECKPOINT_EVERY == 0) {
                context.checkpoint();
            }
            int event = events[t];
            int process = history.process(event);
            if (!history.isInvoke(event)) {
                to[openOf.getOrDefault(process, -1)] = t;
                continue;
            }
            at[next] = event;
            from[next] = t;
            if (history.outcome(event) == OpType.OK) {
                openOf.put(process, next);
            }
            next++;
        }
    }

    int size() {
        return at.length;
    }

    boolean isOk(int operation) {
        return to[operation] != OPEN;
    }
}
