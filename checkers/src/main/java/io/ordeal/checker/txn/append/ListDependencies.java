package io.ordeal.checker.txn.append;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.graph.DependencyGraph;
import io.ordeal.checker.txn.graph.EdgeType;
import io.ordeal.checker.txn.graph.TimeOrders;
import io.ordeal.checker.txn.verdict.CycleStory;
import io.ordeal.checker.txn.verdict.CycleStory.Reason;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The dependencies between the transactions of a list-append history: ww along each key's order, from its last element to
 * the appends that nobody read; wr from the append of a read's last element; rw from a read to the next append. What
 * failed is left out of the order. Linear in the micro-operations.
 */
final class ListDependencies implements CycleStory.Data {
    private static final int NOBODY = -1;

    private final Transactions transactions;
    private final VersionOrders orders;
    private final IntPredicate committed;
    private final CheckContext context;

    /** By slot: the first append at or after that place whose transaction counts, or −1. */
    private final int[] following;

    /** Of each key: the transactions that count and whose append to it was never read; ascending. */
    private final int[][] unread;

    private static final int[] NONE = {};

    /** @param committed which transactions are taken to have committed; all that are ok, and of the others none that was not read */
    ListDependencies(Transactions transactions, VersionOrders orders, IntPredicate committed, CheckContext context) {
        this.transactions = transactions;
        this.orders = orders;
        this.committed = committed;
        this.context = context;
        following = new int[orders.versions()];
        unread = new int[transactions.keyCount()][];
    }

    /** All dependencies, and the orders of processes and of real time. */
    DependencyGraph graph() {
        int expected = Math.toIntExact(
                Math.min(Integer.MAX_VALUE / 2, 2L * transactions.microOperations() + 4L * transactions.size()));
        DependencyGraph.Builder graph = new DependencyGraph.Builder(transactions.size(), expected);
        for (int key = 0; key < transactions.keyCount(); key++) {
            if ((key & 0xfff) == 0) {
                context.checkpoint();
            }
            addWrites(key, graph);
        }
        addReads(graph);
        TimeOrders.add(transactions, committed, graph);
        return graph.build();
    }

    /** Of each key, the transactions of which it is unknown in which order they appended; none of fewer than two. */
    List<int[]> unordered() {
        return Arrays.stream(unread).filter(some -> some.length > 1).toList();
    }

    /** The number of a key to which two transactions appended in an order that nobody read. */
    int keyOfBoth(int one, int other) {
        for (int m = transactions.begin(one); m < transactions.end(one); m++) {
            int key = transactions.key(m);
            if (transactions.isWrite(m)
                    && Arrays.binarySearch(unread[key], one) >= 0
                    && Arrays.binarySearch(unread[key], other) >= 0) {
                return key;
            }
        }
        throw new IllegalArgumentException("the transactions at index " + transactions.index(one) + " and "
                + transactions.index(other) + " did not");
    }

    private void addWrites(int key, DependencyGraph.Builder graph) {
        int last = NOBODY;
        for (int i = 0; i < orders.length(key); i++) {
            int append = orders.append(key, i);
            if (append >= 0 && committed.test(transactions.owner(append))) {
                int owner = transactions.owner(append);
                if (last != NOBODY) {
                    graph.add(last, owner, EdgeType.WW);
                }
                last = owner;
            }
        }
        int next = NOBODY;
        for (int i = orders.length(key); i >= 0; i--) {
            if (i < orders.length(key)) {
                int append = orders.append(key, i);
                next = append >= 0 && committed.test(transactions.owner(append)) ? append : next;
            }
            following[orders.slot(key, i)] = next;
        }
        unread[key] = findUnread(key);
        if (last != NOBODY) {
            for (int owner : unread[key]) {
                graph.add(last, owner, EdgeType.WW);
            }
        }
    }

    /** Transactions whose appends come after all that was read of a key. */
    private int[] findUnread(int key) {
        if (orders.isContested(key)) {
            return NONE;
        }
        int begin = transactions.writesBegin(key);
        int end = transactions.writesEnd(key);
        if (end - begin == orders.length(key)) {
            // Most keys: all was read.
            boolean all = true;
            for (int i = begin; i < end && all; i++) {
                all = orders.place(transactions.write(i)) >= 0;
            }
            if (all) {
                return NONE;
            }
        }
        int[] some = new int[end - begin];
        int size = 0;
        for (int i = begin; i < end; i++) {
            int append = transactions.write(i);
            int owner = transactions.owner(append);
            boolean counts = orders.place(append) == VersionOrders.NOWHERE && committed.test(owner);
            if (counts && (size == 0 || some[size - 1] != owner)) {
                some[size++] = owner;
            }
        }
        return size == 0 ? NONE : Arrays.copyOf(some, size);
    }

    private void addReads(DependencyGraph.Builder graph) {
        Tails tails = new Tails();
        for (int t = 0; t < transactions.size(); t++) {
            if ((t & 0xfff) == 0) {
                context.checkpoint();
            }
            if (!transactions.isOk(t)) {
                continue;
            }
            for (int m = transactions.begin(t); m < transactions.end(t); m++) {
                if (transactions.isRead(m)) {
                    addRead(t, m, graph, tails);
                }
            }
        }
        tails.add(graph);
    }

    private void addRead(int t, int m, DependencyGraph.Builder graph, Tails tails) {
        int last = orders.lastAppend(m);
        if (last >= 0) {
            int writer = transactions.owner(last);
            if (writer == t) {
                // Its own append: what comes after that comes after t already.
                return;
            }
            if (committed.test(writer)) {
                graph.add(writer, t, EdgeType.WR);
            }
        }
        int version = orders.version(m);
        if (version == VersionOrders.NOWHERE) {
            return;
        }
        int key = transactions.key(m);
        int next = following[orders.slot(key, version)];
        if (next >= 0) {
            graph.add(t, transactions.owner(next), EdgeType.RW);
        } else if (unread[key].length > 0) {
            tails.put(key, t);
        }
    }

    /** The readers of the last versions of keys to which there are appends that nobody read. */
    private final class Tails {
        private final List<int[]> readers = new ArrayList<>();
        private final List<Integer> keys = new ArrayList<>();
        private final int[] place = new int[transactions.keyCount()];
        private int[] sizes = new int[16];

        void put(int key, int reader) {
            if (place[key] == 0) {
                readers.add(new int[2]);
                keys.add(key);
                place[key] = readers.size();
                if (sizes.length < readers.size()) {
                    sizes = Arrays.copyOf(sizes, 2 * sizes.length);
                }
            }
            int at = place[key] - 1;
            int[] some = readers.get(at);
            if (sizes[at] > 0 && some[sizes[at] - 1] == reader) {
                return;
            }
            if (sizes[at] == some.length) {
                some = Arrays.copyOf(some, 2 * some.length);
                readers.set(at, some);
            }
            some[sizes[at]++] = reader;
        }

        void add(DependencyGraph.Builder graph) {
            for (int i = 0; i < keys.size(); i++) {
                int[] sources = Arrays.copyOf(readers.get(i), sizes[i]);
                graph.addEachToEach(sources, unread[keys.get(i)], EdgeType.RW);
            }
        }
    }

    // ---- why

    @Override
    public @Nullable Reason reason(int from, int to, EdgeType type) {
        return switch (type) {
            case WW -> overwrote(from, to);
            case WR -> read(from, to);
            case RW -> missed(from, to);
            default -> null;
        };
    }

    private @Nullable Reason overwrote(int from, int to) {
        for (int m = transactions.begin(to); m < transactions.end(to); m++) {
            if (transactions.isRead(m)) {
                continue;
            }
            int key = transactions.key(m);
            int before = orders.place(m) == VersionOrders.NOWHERE
                    ? previous(key, orders.length(key))
                    : previous(key, orders.place(m));
            if (before >= 0 && transactions.owner(before) == from) {
                int reader = transactions.owner(orders.longestRead(key));
                return new Reason(
                        key,
                        "{to} appended " + element(m) + " to " + EdnText.name(transactions.keyName(key))
                                + " after {from} appended "
                                + element(before) + ", as " + nameOf(reader, from, to) + " read "
                                + (orders.place(m) == VersionOrders.NOWHERE
                                        ? "the latter and not yet the former"
                                        : "them"),
                        reader == from || reader == to ? List.of() : List.of(reader));
            }
        }
        return null;
    }

    private String nameOf(int reader, int from, int to) {
        return reader == from ? "{from}" : reader == to ? "{to}" : "the one at index " + transactions.index(reader);
    }

    /** Whose reads show the order of the appends to the keys to which a transaction appends. */
    List<Integer> readersOf(int transaction) {
        List<Integer> readers = new ArrayList<>();
        for (int m = transactions.begin(transaction); m < transactions.end(transaction); m++) {
            int longest = transactions.isWrite(m) ? orders.longestRead(transactions.key(m)) : NOBODY;
            if (longest >= 0) {
                readers.add(transactions.owner(longest));
            }
        }
        return readers;
    }

    /** The last append before a place whose transaction counts, or −1. */
    private int previous(int key, int place) {
        for (int i = place - 1; i >= 0; i--) {
            int append = orders.append(key, i);
            if (append >= 0 && committed.test(transactions.owner(append))) {
                return append;
            }
        }
        return NOBODY;
    }

    private @Nullable Reason read(int from, int to) {
        for (int m = transactions.begin(to); m < transactions.end(to); m++) {
            int last = transactions.isRead(m) ? orders.lastAppend(m) : NOBODY;
            if (last >= 0 && transactions.owner(last) == from) {
                return new Reason(
                        transactions.key(m),
                        "{to} read {from}'s append of " + element(last) + " to "
                                + EdnText.name(transactions.keyName(transactions.key(m))));
            }
        }
        return null;
    }

    private @Nullable Reason missed(int from, int to) {
        for (int m = transactions.begin(from); m < transactions.end(from); m++) {
            if (transactions.isWrite(m) || orders.version(m) == VersionOrders.NOWHERE) {
                continue;
            }
            int key = transactions.key(m);
            int next = following[orders.slot(key, orders.version(m))];
            if (next >= 0 && transactions.owner(next) != to) {
                continue;
            }
            int append = next >= 0 ? next : unreadAppend(key, to);
            if (append >= 0) {
                return new Reason(
                        key,
                        "{from} read list " + EdnText.name(transactions.keyName(key)) + " without {to}'s append of "
                                + element(append));
            }
        }
        return null;
    }

    private int unreadAppend(int key, int owner) {
        for (int m = transactions.begin(owner); m < transactions.end(owner); m++) {
            boolean appends = transactions.isWrite(m) && transactions.key(m) == key;
            if (appends && orders.place(m) == VersionOrders.NOWHERE) {
                return m;
            }
        }
        return NOBODY;
    }

    private String element(int append) {
        return EdnText.brief(transactions.values().toObject(transactions.value(append)));
    }
}
