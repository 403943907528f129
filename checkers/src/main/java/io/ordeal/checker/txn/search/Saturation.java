package io.ordeal.checker.txn.search;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.weak.ReadsFrom;

/**
 * Adds to the {@link CertainOrder certain edges} what follows from them, until nothing more does.
 *
 * <p>Let T3 read x of T1, and let T2 write x too. Then T2's writes are before those of T1, or after the reads of T3. What
 * the known edges rule out makes the other certain:
 *
 * <pre>{@code
 * writes of T2 … before reads of T3   so   writes of T2 before T1           (ww)
 * writes of T1 … before writes of T2  so   reads of T3 before writes of T2  (rw)
 * }</pre>
 *
 * Nothing comes before the initial value. Where transactions that write one key exclude each other, "before T1" is before
 * the reads of T1, and it rules the first out already that the reads of T1 are before the writes of T2.
 *
 * <p>Which events reach which is found for some thousand events at a time, in bit sets, so that memory is bounded; keys
 * with so many reads times writes that looking at all would take too long are left to the search.
 *
 * <p><b>Complexity.</b> A round takes events times edges by the width of a word; each but the last adds an edge, and most
 * histories take a handful. <b>Reference.</b> Polygraphs: Papadimitriou 1979; their pruning: Tan et al., "Cobra", OSDI
 * 2020, section 3; Biswas &amp; Enea 2019.
 */
final class Saturation {
    private static final long MOST_CHOICES = 200_000_000;
    private static final long MOST_CHOICES_OF_A_KEY = 20_000_000;
    private static final int MOST_EVENTS = 400_000;

    private final CertainOrder order;
    private final ReadsFrom history;
    private final StrongLevel level;
    private final CheckContext context;
    /** The versions and the reads of each key, in compressed rows. */
    private final int[] versionStarts;

    private final int[] versions;
    private final int[] readStarts;
    private final int[] reads;
    private final int[] readers;
    private final boolean[] left;
    private final long[] firstChoices;
    /** Of each choice whether it is made: by bits. */
    private final long[] made;

    /** The pairs of versions of a key of which the first is before all of the second, where that is to be said at all. */
    private final long[] firstPairs;

    private final long[] excluded;
    private long open;

    private Saturation(CertainOrder order, CheckContext context) {
        this.order = order;
        this.history = order.history;
        this.level = order.level;
        this.context = context;
        int keys = history.keyCount();
        readers = new int[history.readCount()];
        readStarts = new int[keys + 1];
        versionStarts = new int[keys + 1];
        for (int t = 0; t < history.count(); t++) {
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                readers[r] = t;
                readStarts[history.readKey(r) + 1]++;
            }
        }
        for (int v = 0; v < history.versionCount(); v++) {
            versionStarts[history.versionKey(v) + 1]++;
        }
        left = new boolean[keys];
        firstChoices = new long[keys + 1];
        firstPairs = new long[keys + 1];
        for (int k = 0; k < keys; k++) {
            long choices = (long) readStarts[k + 1] * versionStarts[k + 1];
            left[k] = choices > MOST_CHOICES_OF_A_KEY || firstChoices[k] + choices > MOST_CHOICES;
            firstChoices[k + 1] = firstChoices[k] + (left[k] ? 0 : choices);
            long pairs = level.exclusive ? (long) versionStarts[k + 1] * versionStarts[k + 1] : 0;
            boolean most = pairs > MOST_CHOICES_OF_A_KEY || firstPairs[k] + pairs > MOST_CHOICES;
            firstPairs[k + 1] = firstPairs[k] + (most ? 0 : pairs);
            readStarts[k + 1] += readStarts[k];
            versionStarts[k + 1] += versionStarts[k];
        }
        made = new long[(int) (firstChoices[keys] >>> 6) + 1];
        excluded = new long[(int) (firstPairs[keys] >>> 6) + 1];
        versions = new int[history.versionCount()];
        reads = new int[history.readCount()];
        int[] nextVersion = versionStarts.clone();
        int[] nextRead = readStarts.clone();
        for (int v = 0; v < history.versionCount(); v++) {
            versions[nextVersion[history.versionKey(v)]++] = v;
        }
        for (int r = 0; r < history.readCount(); r++) {
            reads[nextRead[history.readKey(r)]++] = r;
        }
    }

    /** What came of it. */
    enum Outcome {
        /** The edges are circular: no order explains the history. */
        CONTRADICTION,
        /** All is decided: each order that has the edges explains the history. */
        DECIDED,
        /** Some choices are left. */
        OPEN
    }

    static Outcome saturate(CertainOrder order, CheckContext context) {
        return new Saturation(order, context).run();
    }

    private Outcome run() {
        initialReads();
        order.endOfPlainEdges();
        if (order.events() > MOST_EVENTS) {
            order.arrange();
            return order.topologicalOrder(context).length < order.events() ? Outcome.CONTRADICTION : Outcome.OPEN;
        }
        int before;
        do {
            before = order.size();
            order.arrange();
            int[] sorted = order.topologicalOrder(context);
            if (sorted.length < order.events()) {
                return Outcome.CONTRADICTION;
            }
            open = 0;
            round(sorted);
        } while (order.size() > before);
        return open == 0 && !level.exclusive && !anyLeft() ? Outcome.DECIDED : Outcome.OPEN;
    }

    private boolean anyLeft() {
        for (boolean each : left) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    /** All writes of a key come after the reads of its initial value. */
    private void initialReads() {
        for (int k = 0; k < history.keyCount(); k++) {
            if (left[k]) {
                continue;
            }
            for (int i = readStarts[k]; i < readStarts[k + 1]; i++) {
                int r = reads[i];
                for (int j = versionStarts[k]; history.readVersion(r) < 0 && j < versionStarts[k + 1]; j++) {
                    int writer = history.versionWriter(versions[j]);
                    set(made, choice(k, i, j));
                    if (writer != readers[r]) {
                        order.add(order.begin(readers[r]), order.end(writer), EdgeKind.RW, r);
                    }
                }
            }
        }
    }

    private long choice(int key, int read, int version) {
        return firstChoices[key]
                + (long) (read - readStarts[key]) * (versionStarts[key + 1] - versionStarts[key])
                + (version - versionStarts[key]);
    }

    private static boolean has(long[] bits, long at) {
        return (bits[(int) (at >>> 6)] & (1L << at)) != 0;
    }

    private static void set(long[] bits, long at) {
        bits[(int) (at >>> 6)] |= 1L << at;
    }

    /** Looks at all choices once, by the edges as they are arranged. */
    private void round(int[] sorted) {
        int[] ranks = new int[order.events()];
        for (int i = 0; i < sorted.length; i++) {
            ranks[sorted[i]] = i;
        }
        Reachability reach = new Reachability(order, sorted, ranks, context);
        for (boolean more = reach.first(); more; more = reach.next()) {
            open = 0;
            for (int k = 0; k < history.keyCount(); k++) {
                if (!left[k]) {
                    key(k, reach);
                }
            }
        }
    }

    private void key(int k, Reachability reach) {
        for (int i = readStarts[k]; i < readStarts[k + 1]; i++) {
            if ((i & 255) == 0) {
                context.checkpoint();
            }
            int read = history.readVersion(reads[i]);
            for (int j = versionStarts[k]; read >= 0 && j < versionStarts[k + 1]; j++) {
                long choice = choice(k, i, j);
                if (!has(made, choice)) {
                    choose(choice, reads[i], read, versions[j], reach);
                }
            }
        }
        if (level.exclusive) {
            exclude(k, reach);
        }
    }

    private void choose(long choice, int read, int version, int other, Reachability reach) {
        int t3 = readers[read];
        int t1 = history.versionWriter(version);
        int t2 = history.versionWriter(other);
        if (t2 == t1 || t2 == t3) {
            set(made, choice);
            return;
        }
        int before = level.exclusive ? order.begin(t1) : order.end(t1);
        if (reach.knows(order.begin(t3)) && reach.reaches(order.end(t2), order.begin(t3))) {
            add(order.end(t2), before, EdgeKind.WW, read, reach);
            set(made, choice);
        }
        if (reach.knows(order.end(t2)) && reach.reaches(before, order.end(t2))) {
            add(order.begin(t3), order.end(t2), EdgeKind.RW, read, reach);
            set(made, choice);
        }
        open += has(made, choice) ? 0 : 1;
    }

    /** Adds an edge, unless others lead there anyway. */
    private void add(int from, int to, EdgeKind kind, int read, Reachability reach) {
        if (!reach.knows(to) || !reach.reaches(from, to)) {
            order.add(from, to, kind, read);
        }
    }

    /** Of two that write one key, where the reads of one are before the writes of the other, all of it is. */
    private void exclude(int k, Reachability reach) {
        int count = versionStarts[k + 1] - versionStarts[k];
        if (firstPairs[k + 1] == firstPairs[k]) {
            return;
        }
        for (int j = 0; j < count; j++) {
            int second = history.versionWriter(versions[versionStarts[k] + j]);
            for (int i = 0; reach.knows(order.end(second)) && i < count; i++) {
                int first = history.versionWriter(versions[versionStarts[k] + i]);
                long pair = firstPairs[k] + (long) i * count + j;
                if (i != j && !has(excluded, pair) && reach.reaches(order.begin(first), order.end(second))) {
                    add(order.end(first), order.begin(second), EdgeKind.WW, -1 - k, reach);
                    set(excluded, pair);
                    // The other way round would be a circle, which is found as such.
                    set(excluded, firstPairs[k] + (long) j * count + i);
                }
            }
        }
    }
}
