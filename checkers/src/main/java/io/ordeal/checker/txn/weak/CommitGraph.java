package io.ordeal.checker.txn.weak;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All edges of a commit order: the order of sessions, reads after their writers, and what a level forces, in compressed
 * rows. Edges to {@link ReadsFrom#INITIAL} are not here: one alone is a contradiction.
 */
final class CommitGraph {
    private static final int SESSION = -1;

    private interface EdgeSink {
        void edge(int from, int to, int reason);
    }

    private final ReadsFrom history;
    private final @Nullable ForcedEdges forced;
    private final boolean sessions;
    private final int[] starts;
    private final int[] targets;
    /** Why: {@link #SESSION}, a read, or the number of reads plus that of a forced edge. */
    private final int[] reasons;

    /** The edges of sessions and reads. */
    static CommitGraph happenedBefore(ReadsFrom history) {
        return new CommitGraph(history, null, true);
    }

    /** The edges of reads alone. */
    static CommitGraph ofReads(ReadsFrom history) {
        return new CommitGraph(history, null, false);
    }

    static CommitGraph with(ReadsFrom history, ForcedEdges forced) {
        return new CommitGraph(history, forced, true);
    }

    private CommitGraph(ReadsFrom history, @Nullable ForcedEdges forced, boolean sessions) {
        this.history = history;
        this.sessions = sessions;
        this.forced = forced;
        int count = history.count();
        starts = new int[count + 1];
        forEach((from, to, reason) -> starts[from + 1]++);
        for (int t = 0; t < count; t++) {
            starts[t + 1] += starts[t];
        }
        int[] next = starts.clone();
        targets = new int[starts[count]];
        reasons = new int[starts[count]];
        forEach((from, to, reason) -> {
            targets[next[from]] = to;
            reasons[next[from]++] = reason;
        });
    }

    private void forEach(EdgeSink sink) {
        for (int t = 0; t < history.count(); t++) {
            if (sessions && history.previous(t) >= 0) {
                sink.edge(history.previous(t), t, SESSION);
            }
            int last = ReadsFrom.INITIAL;
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                int writer = history.readWriter(r);
                if (writer != last && writer != ReadsFrom.INITIAL) {
                    sink.edge(writer, t, r);
                    last = writer;
                }
            }
        }
        for (int e = 0; forced != null && e < forced.size(); e++) {
            if (forced.to(e) != ReadsFrom.INITIAL) {
                sink.edge(forced.from(e), forced.to(e), history.readCount() + e);
            }
        }
    }

    int nodes() {
        return history.count();
    }

    /** The edges from a node are those from {@code start(node)} to before {@code start(node + 1)}. */
    int start(int node) {
        return starts[node];
    }

    int target(int edge) {
        return targets[edge];
    }

    /** Where an edge comes from. Takes the logarithm of the nodes. */
    int source(int edge) {
        int at = Arrays.binarySearch(starts, edge);
        if (at < 0) {
            return -at - 2;
        }
        // Of nodes without edges, which begin there too, the last is the one that has it.
        while (starts[at + 1] == edge) {
            at++;
        }
        return at;
    }

    boolean isSession(int edge) {
        return reasons[edge] == SESSION;
    }

    /** Whether the edge is that from a read's writer to its reader. */
    boolean isRead(int edge) {
        return reasons[edge] >= 0 && reasons[edge] < history.readCount();
    }

    /** The read that the edge is, or that forces it. */
    int read(int edge) {
        int reason = reasons[edge];
        return reason < history.readCount() || forced == null ? reason : forced.read(reason - history.readCount());
    }

    /**
     * The nodes in an order in which each edge leads forward, near to that of their numbers; those on circles and behind
     * them are missing.
     */
    int[] topologicalOrder() {
        int count = nodes();
        int[] before = new int[count];
        for (int target : targets) {
            before[target]++;
        }
        int[] order = new int[count];
        int size = 0;
        int[] stack = new int[count];
        for (int t = 0; t < count; t++) {
            if (before[t] != 0) {
                continue;
            }
            int depth = 0;
            stack[depth++] = t;
            while (depth > 0) {
                int node = stack[--depth];
                before[node] = -1;
                order[size++] = node;
                for (int e = starts[node]; e < starts[node + 1]; e++) {
                    // A later node that is ready now has its turn later.
                    if (--before[targets[e]] == 0 && targets[e] < t) {
                        stack[depth++] = targets[e];
                    }
                }
            }
        }
        return Arrays.copyOf(order, size);
    }

    /** Which nodes are on circles, or on ways from one to another. */
    boolean[] core() {
        int count = nodes();
        boolean[] in = new boolean[count];
        Arrays.fill(in, true);
        for (int node : topologicalOrder()) {
            in[node] = false;
        }
        int[] after = new int[count];
        int[] sourceStarts = new int[count + 1];
        for (int node = 0; node < count; node++) {
            for (int e = starts[node]; in[node] && e < starts[node + 1]; e++) {
                if (in[targets[e]]) {
                    after[node]++;
                    sourceStarts[targets[e] + 1]++;
                }
            }
        }
        for (int node = 0; node < count; node++) {
            sourceStarts[node + 1] += sourceStarts[node];
        }
        int[] sources = new int[sourceStarts[count]];
        int[] next = sourceStarts.clone();
        for (int node = 0; node < count; node++) {
            for (int e = starts[node]; in[node] && e < starts[node + 1]; e++) {
                if (in[targets[e]]) {
                    sources[next[targets[e]]++] = node;
                }
            }
        }
        int[] stack = new int[count];
        int depth = 0;
        for (int node = 0; node < count; node++) {
            if (in[node] && after[node] == 0) {
                stack[depth++] = node;
            }
        }
        while (depth > 0) {
            int node = stack[--depth];
            in[node] = false;
            for (int s = sourceStarts[node]; s < sourceStarts[node + 1]; s++) {
                if (in[sources[s]] && --after[sources[s]] == 0) {
                    stack[depth++] = sources[s];
                }
            }
        }
        return in;
    }
}
