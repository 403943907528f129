package io.ordeal.checker.txn.search;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.search.StrongLevel.Order;
import io.ordeal.checker.txn.weak.ReadsFrom;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The edges that every order has that explains the history. Their nodes are <em>events</em>: of transaction t its reads,
 * {@link #begin begin(t)}, and its writes, {@link #end end(t)}, which are one event at serializability; and barriers, by
 * which the order of real time takes a number of edges that is linear: each is behind all that was acknowledged before it,
 * and before all that began after it.
 *
 * <p>The edges are in the order in which they were found; each follows from those before it.
 */
final class CertainOrder {
    private static final EdgeKind[] KINDS = EdgeKind.values();

    final ReadsFrom history;
    final StrongLevel level;
    private int events;
    private int size;
    private int plain;
    private int[] sources = new int[1024];
    private int[] targets = new int[1024];
    private int[] reasons = new int[1024];
    private byte[] kinds = new byte[1024];

    /** The rows of the edges, in compressed form, when they were last arranged. */
    private int[] starts = new int[0];

    private int[] edges = new int[0];

    CertainOrder(ReadsFrom history, StrongLevel level) {
        this.history = history;
        this.level = level;
        events = level.split ? 2 * history.count() : history.count();
        for (int t = 0; level.split && t < history.count(); t++) {
            add(begin(t), end(t), EdgeKind.WITHIN, -1);
        }
        if (level.order == Order.SESSIONS) {
            for (int t = 0; t < history.count(); t++) {
                if (history.previous(t) >= 0) {
                    add(end(history.previous(t)), begin(t), EdgeKind.PROCESS, -1);
                }
            }
        } else if (level.order == Order.REAL_TIME) {
            realTime();
        }
        for (int t = 0; t < history.count(); t++) {
            int last = ReadsFrom.INITIAL;
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                int writer = history.readWriter(r);
                if (writer != ReadsFrom.INITIAL && writer != last) {
                    add(end(writer), begin(t), EdgeKind.WR, r);
                    last = writer;
                }
            }
        }
        endOfPlainEdges();
    }

    private void realTime() {
        int[] acknowledged = new int[history.history().size()];
        Arrays.fill(acknowledged, -1);
        for (int t = 0; t < history.count(); t++) {
            if (history.isCertain(t)) {
                acknowledged[history.completed(t)] = t;
            }
        }
        int barrier = -1;
        int open = -1;
        int position = 0;
        for (int t = 0; t < history.count(); t++) {
            for (; position < history.invoked(t); position++) {
                int over = acknowledged[position];
                if (over >= 0) {
                    open = open < 0 ? events++ : open;
                    add(end(over), open, EdgeKind.REALTIME, -1);
                }
            }
            if (open >= 0) {
                if (barrier >= 0) {
                    add(barrier, open, EdgeKind.REALTIME, -1);
                }
                barrier = open;
                open = -1;
            }
            if (barrier >= 0) {
                add(barrier, begin(t), EdgeKind.REALTIME, -1);
            }
        }
        if (open >= 0 && barrier >= 0) {
            add(barrier, open, EdgeKind.REALTIME, -1);
        }
    }

    int begin(int transaction) {
        return level.split ? 2 * transaction : transaction;
    }

    int end(int transaction) {
        return level.split ? 2 * transaction + 1 : transaction;
    }

    /** The transaction of an event, −1 of a barrier. */
    int transaction(int event) {
        int t = level.split ? event >> 1 : event;
        return t < history.count() ? t : -1;
    }

    boolean isBegin(int event) {
        return transaction(event) >= 0 && (!level.split || (event & 1) == 0);
    }

    boolean isEnd(int event) {
        return transaction(event) >= 0 && (!level.split || (event & 1) == 1);
    }

    int events() {
        return events;
    }

    int size() {
        return size;
    }

    /**
     * Says that the edges so far are there whatever the level: each is a read of another's write or of an initial value that
     * the other replaced, or the order of processes or of real time.
     */
    void endOfPlainEdges() {
        plain = size;
    }

    /** How many edges, the first ones, do not follow from others by the rules of the level. */
    int plainEdges() {
        return plain;
    }

    int source(int edge) {
        return sources[edge];
    }

    int target(int edge) {
        return targets[edge];
    }

    EdgeKind kind(int edge) {
        return KINDS[kinds[edge]];
    }

    /** The read by which the edge is known, of the kinds WR, WW and RW. */
    int read(int edge) {
        return reasons[edge];
    }

    /** Adds an edge; the rows do not have it until they are arranged again. */
    void add(int from, int to, EdgeKind kind, int read) {
        if (size == sources.length) {
            int capacity = size + (size >> 1);
            sources = Arrays.copyOf(sources, capacity);
            targets = Arrays.copyOf(targets, capacity);
            reasons = Arrays.copyOf(reasons, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
        }
        sources[size] = from;
        targets[size] = to;
        reasons[size] = read;
        kinds[size++] = (byte) kind.ordinal();
    }

    /** Brings the edges into rows. */
    void arrange() {
        starts = new int[events + 1];
        for (int e = 0; e < size; e++) {
            starts[sources[e] + 1]++;
        }
        for (int v = 0; v < events; v++) {
            starts[v + 1] += starts[v];
        }
        int[] next = starts.clone();
        edges = new int[size];
        for (int e = 0; e < size; e++) {
            edges[next[sources[e]]++] = e;
        }
    }

    /** The edges from an event are {@code edge(i)} from {@code start(event)} to before {@code start(event + 1)}. */
    int start(int event) {
        return starts[event];
    }

    int edge(int i) {
        return edges[i];
    }

    /**
     * All events in an order in which each edge leads forward, near to that in which clients saw them; those on circles and
     * behind them are missing. For arranged edges.
     */
    int[] topologicalOrder(CheckContext context) {
        int[] before = new int[events];
        for (int e = 0; e < size; e++) {
            before[targets[e]]++;
        }
        PriorityQueue<Long> ready = new PriorityQueue<>();
        for (int v = 0; v < events; v++) {
            if (before[v] == 0) {
                ready.add(place(v));
            }
        }
        int[] order = new int[events];
        int count = 0;
        for (Long next = ready.poll(); next != null; next = ready.poll()) {
            int event = (int) (next & Integer.MAX_VALUE);
            if ((count & 1023) == 0) {
                context.checkpoint();
            }
            order[count++] = event;
            for (int i = starts[event]; i < starts[event + 1]; i++) {
                int target = targets[edges[i]];
                if (--before[target] == 0) {
                    ready.add(place(target));
                }
            }
        }
        return Arrays.copyOf(order, count);
    }

    /**
     * When an event is likely to have happened, then its number: a barrier at once; the others when the transaction was
     * acknowledged, the reads no earlier either, for what has begun keeps others from writing.
     */
    private long place(int event) {
        int t = transaction(event);
        long position = t < 0 ? 0 : history.isCertain(t) ? history.completed(t) : history.invoked(t);
        return (position << 32) | event;
    }
}
