package io.ordeal.checker.txn.search;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.weak.ReadsFrom;
import java.util.Arrays;

/**
 * Looks for an order of the events of a {@link CertainOrder} in which each read sees the last write before it.
 *
 * <p>It goes from one set of events that have happened to a larger one. An event may be next if what is certainly before it
 * has happened; a transaction's reads, if what they saw is the current version of each key; its writes, if nobody has yet
 * to read what they replace. So no version that somebody has yet to read is ever replaced, and all that matters for the
 * rest of an order is the set, not the order in which it came about: which version of a key is current matters only as
 * long as somebody has yet to read it, and then it is the one that he is to read (Biswas &amp; Enea 2019, section 4). Sets
 * from which there is no way on are remembered.
 *
 * <p><b>Some events are next without a choice.</b> If there is a way on from a set in which an event may be next, there is
 * one in which it is next, when it only reads; or when, of each key that it writes, nobody reads what it writes or nobody
 * else has yet to write the key. For take the way, and the event out of its place to the front. What comes between does
 * not read a key's version that the event replaces, for the event might be next. It may replace the event's own version
 * at once, where that is read by nobody. And after the event's old place the current version is one that nobody has yet
 * to read, as it was. Reads of one that writes are so only where no other has yet to write its keys, if writers exclude
 * each other.
 *
 * <p><b>Complexity.</b> Sets times events; of k sessions, there are at most n^k sets.
 */
final class FrontierSearch {
    private final CertainOrder order;
    private final ReadsFrom history;
    private final StrongLevel level;
    private final CheckContext context;

    /** Events by rank: the order in which they are tried. */
    private final int[] sorted;

    private final int[] ranks;
    /** Of each event how many certain ones before it have yet to happen. */
    private final int[] pending;
    /** The readers of each version, and of the initial value of each key after those, in compressed rows. */
    private final int[] readerStarts;

    private final int[] readers;
    private final int[] writerStarts;
    private final int[] writers;

    private final int[] unread;
    private final int[] current;
    private final int[] writing;
    private final int[] unwritten;

    /** By rank. */
    private final long[] happened;

    private final long[] available;
    private int firstMissing;
    private final int[] trail;
    private final int[] lastBefore;
    private int lastHappened = -1;
    private int depth;
    private int deepest;
    /** The versions that were replaced, to be put back. */
    private int[] replaced = new int[64];

    private int replacedCount;
    private int[] hints = new int[64];
    private int hintCount;
    private long steps;
    private boolean gaveUp;

    /** @param sorted all events, each after those that are certainly before it, the likeliest first */
    FrontierSearch(CertainOrder order, int[] sorted, CheckContext context) {
        this.order = order;
        this.history = order.history;
        this.level = order.level;
        this.context = context;
        this.sorted = sorted;
        int events = order.events();
        ranks = new int[events];
        pending = new int[events];
        for (int i = 0; i < events; i++) {
            ranks[sorted[i]] = i;
        }
        for (int e = 0; e < order.size(); e++) {
            pending[order.target(e)]++;
        }
        int keys = history.keyCount();
        int versions = history.versionCount() + keys;
        readerStarts = new int[versions + 1];
        writerStarts = new int[keys + 1];
        unread = new int[versions];
        current = new int[keys];
        writing = new int[keys];
        unwritten = new int[keys];
        readers = new int[history.readCount()];
        writers = new int[history.versionCount()];
        index();
        happened = new long[(events + 63) / 64 + 1];
        available = new long[(events + 63) / 64 + 1];
        trail = new int[events];
        lastBefore = new int[events];
    }

    private void index() {
        for (int r = 0; r < history.readCount(); r++) {
            readerStarts[version(r) + 1]++;
            unread[version(r)]++;
        }
        for (int v = 0; v < unread.length; v++) {
            readerStarts[v + 1] += readerStarts[v];
        }
        int[] next = readerStarts.clone();
        for (int t = 0; t < history.count(); t++) {
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                readers[next[version(r)]++] = t;
            }
        }
        for (int v = 0; v < history.versionCount(); v++) {
            unwritten[history.versionKey(v)]++;
        }
        for (int k = 0; k < history.keyCount(); k++) {
            writerStarts[k + 1] = writerStarts[k] + unwritten[k];
            current[k] = history.versionCount() + k;
        }
        next = writerStarts.clone();
        for (int v = 0; v < history.versionCount(); v++) {
            writers[next[history.versionKey(v)]++] = history.versionWriter(v);
        }
    }

    private int version(int read) {
        int version = history.readVersion(read);
        return version >= 0 ? version : history.versionCount() - 1 - version;
    }

    /** How many events the longest order had that was tried. */
    int deepest() {
        return deepest;
    }

    /** Whether the search has ended without an order because it was not to step back more often. */
    boolean gaveUp() {
        return gaveUp;
    }

    /**
     * The events in an order that explains the history; none if there is no such order, or the search gave up.
     *
     * @param mostStepsBack after so many the search gives up
     */
    int[] search(long mostStepsBack) {
        VisitedSets visited = new VisitedSets(context);
        for (int i = 0; i < sorted.length; i++) {
            if (pending[sorted[i]] == 0) {
                available[i >> 6] |= 1L << i;
                hint(sorted[i]);
            }
        }
        int[] marks = new int[64];
        int[] cursors = new int[64];
        int frames = 0;
        long stepsBack = 0;
        follow();
        boolean fresh = true;
        while (depth < sorted.length) {
            if (fresh && remember(visited)) {
                if (frames == marks.length) {
                    marks = Arrays.copyOf(marks, 2 * frames);
                    cursors = Arrays.copyOf(cursors, 2 * frames);
                }
                marks[frames] = depth;
                cursors[frames++] = firstMissing;
            }
            if (frames == 0) {
                return new int[0];
            }
            undo(marks[frames - 1]);
            int rank = nextPossible(cursors[frames - 1]);
            fresh = rank >= 0;
            if (fresh) {
                cursors[frames - 1] = isForced(sorted[rank]) ? sorted.length : rank + 1;
                happen(sorted[rank]);
                follow();
            } else {
                frames--;
                if (++stepsBack > mostStepsBack) {
                    gaveUp = true;
                    return new int[0];
                }
            }
        }
        return Arrays.copyOf(trail, depth);
    }

    private boolean remember(VisitedSets visited) {
        int from = firstMissing >> 6;
        return visited.add(happened, from, Math.max(from, (lastHappened >> 6) + 1));
    }

    private int nextPossible(int from) {
        int word = from >> 6;
        long bits = word < available.length ? available[word] & (-1L << from) : 0;
        while (true) {
            while (bits == 0) {
                if (++word >= available.length) {
                    return -1;
                }
                bits = available[word];
            }
            int rank = (word << 6) + Long.numberOfTrailingZeros(bits);
            step();
            if (isPossible(sorted[rank])) {
                return rank;
            }
            bits &= bits - 1;
        }
    }

    private void step() {
        if ((++steps & 255) == 0) {
            context.checkpoint();
        }
    }

    /** Whether an event, before which all certain ones have happened, may be next. */
    private boolean isPossible(int event) {
        int t = order.transaction(event);
        if (t < 0) {
            return true;
        }
        if (order.isBegin(event)) {
            for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                if (current[history.readKey(r)] != version(r)) {
                    return false;
                }
            }
            for (int v = history.versionStart(t); level.exclusive && v < history.versionStart(t + 1); v++) {
                if (writing[history.versionKey(v)] > 0) {
                    return false;
                }
            }
        }
        return !order.isEnd(event) || replacesNothingUnread(t);
    }

    private boolean replacesNothingUnread(int t) {
        for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
            int left = unread[current[history.versionKey(v)]];
            for (int r = history.readStart(t); left > 0 && !level.split && r < history.readStart(t + 1); r++) {
                left -= history.readKey(r) == history.versionKey(v) ? 1 : 0;
            }
            if (left > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether an event that may be next is so without a choice. */
    private boolean isForced(int event) {
        int t = order.transaction(event);
        if (t < 0) {
            return true;
        }
        boolean writes = order.isEnd(event);
        for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
            boolean others = unwritten[history.versionKey(v)] > 1;
            if (others && (writes ? unread[v] > 0 : level.exclusive)) {
                return false;
            }
        }
        return true;
    }

    /** Lets all happen that happens without a choice. */
    private void follow() {
        while (hintCount > 0) {
            int event = hints[--hintCount];
            int rank = ranks[event];
            step();
            if ((available[rank >> 6] & (1L << rank)) != 0 && isPossible(event) && isForced(event)) {
                happen(event);
            }
        }
    }

    private void hint(int event) {
        int rank = ranks[event];
        if ((available[rank >> 6] & (1L << rank)) == 0) {
            return;
        }
        if (hintCount == hints.length) {
            hints = Arrays.copyOf(hints, 2 * hintCount);
        }
        hints[hintCount++] = event;
    }

    private void happen(int event) {
        int rank = ranks[event];
        available[rank >> 6] &= ~(1L << rank);
        happened[rank >> 6] |= 1L << rank;
        while (firstMissing < sorted.length && (happened[firstMissing >> 6] & (1L << firstMissing)) != 0) {
            firstMissing++;
        }
        lastBefore[depth] = lastHappened;
        lastHappened = Math.max(lastHappened, rank);
        trail[depth++] = event;
        deepest = Math.max(deepest, depth);
        for (int i = order.start(event); i < order.start(event + 1); i++) {
            int target = order.target(order.edge(i));
            if (--pending[target] == 0) {
                available[ranks[target] >> 6] |= 1L << ranks[target];
                hint(target);
            }
        }
        int t = order.transaction(event);
        if (order.isBegin(event)) {
            reads(t);
        }
        if (order.isEnd(event)) {
            writes(t);
        }
    }

    private void reads(int t) {
        for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
            int version = version(r);
            if (--unread[version] == 0) {
                hintWriters(history.readKey(r));
            } else if (unread[version] == 1 && !level.split) {
                // The last to read it may be one that replaces it.
                for (int i = readerStarts[version]; i < readerStarts[version + 1]; i++) {
                    hint(readers[i]);
                }
            }
        }
        for (int v = history.versionStart(t); level.exclusive && v < history.versionStart(t + 1); v++) {
            writing[history.versionKey(v)]++;
        }
    }

    private void writes(int t) {
        for (int v = history.versionStart(t); v < history.versionStart(t + 1); v++) {
            int key = history.versionKey(v);
            if (replacedCount == replaced.length) {
                replaced = Arrays.copyOf(replaced, 2 * replacedCount);
            }
            replaced[replacedCount++] = current[key];
            current[key] = v;
            unwritten[key]--;
            writing[key] -= level.exclusive ? 1 : 0;
            for (int i = readerStarts[v]; i < readerStarts[v + 1]; i++) {
                hint(order.begin(readers[i]));
            }
            hintWriters(key);
        }
    }

    private void hintWriters(int key) {
        for (int i = writerStarts[key]; i < writerStarts[key + 1]; i++) {
            hint(order.end(writers[i]));
            if (level.exclusive) {
                hint(order.begin(writers[i]));
            }
        }
    }

    private void undo(int mark) {
        hintCount = 0;
        while (depth > mark) {
            int event = trail[--depth];
            int rank = ranks[event];
            int t = order.transaction(event);
            if (order.isEnd(event)) {
                for (int v = history.versionStart(t + 1) - 1; v >= history.versionStart(t); v--) {
                    int key = history.versionKey(v);
                    current[key] = replaced[--replacedCount];
                    unwritten[key]++;
                    writing[key] += level.exclusive ? 1 : 0;
                }
            }
            if (order.isBegin(event)) {
                for (int r = history.readStart(t); r < history.readStart(t + 1); r++) {
                    unread[version(r)]++;
                }
                for (int v = history.versionStart(t); level.exclusive && v < history.versionStart(t + 1); v++) {
                    writing[history.versionKey(v)]--;
                }
            }
            for (int i = order.start(event); i < order.start(event + 1); i++) {
                int target = order.target(order.edge(i));
                if (pending[target]++ == 0) {
                    available[ranks[target] >> 6] &= ~(1L << ranks[target]);
                }
            }
            available[rank >> 6] |= 1L << rank;
            happened[rank >> 6] &= ~(1L << rank);
            firstMissing = Math.min(firstMissing, rank);
            lastHappened = lastBefore[depth];
        }
    }
}
