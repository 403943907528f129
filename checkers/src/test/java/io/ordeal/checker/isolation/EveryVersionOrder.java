package io.ordeal.checker.isolation;

import io.ordeal.checker.isolation.SmallTransactions.Order;
import io.ordeal.checker.isolation.SmallTransactions.Txn;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a few transactions over lists keep one of Adya's levels: whether there is, of each key, an order of all appends
 * that were committed, of which each read is a beginning, such that the graph of dependencies has none of the cycles that
 * the level proscribes. All orders are tried, and each choice of the transactions of unknown outcome. Adya 1999, chapters
 * 3 and 4.
 */
final class EveryVersionOrder {
    /** What a graph must not have. */
    enum Proscribed {
        /** Cycles of ww; PL-1. */
        G0,
        /** Cycles of ww and wr, and reads of what is not committed or not final; PL-2. */
        G1,
        /** And cycles of one rw and ww of one key; PL-CS. */
        G_CURSOR,
        /** And cycles of one rw; PL-2+. */
        G_SINGLE,
        /** And all other cycles; PL-2.99. */
        G2_ITEM
    }

    private final SmallTransactions small;
    private final List<Txn> txns;
    private final Order order;
    private final Proscribed proscribed;

    /** Of each key its elements in the order that is tried: the transactions by number. */
    private final List<List<Integer>> owners = new ArrayList<>();

    private final List<List<Long>> elements = new ArrayList<>();
    private int committed;

    EveryVersionOrder(SmallTransactions small, Order order, Proscribed proscribed) {
        this.small = small;
        this.txns = small.txns;
        this.order = order;
        this.proscribed = proscribed;
        for (int key = 0; key < small.keys; key++) {
            owners.add(new ArrayList<>());
            elements.add(new ArrayList<>());
        }
    }

    boolean exists() {
        int certain = 0;
        int possible = 0;
        for (int t = 0; t < txns.size(); t++) {
            certain |= txns.get(t).ok() ? 1 << t : 0;
            possible |= txns.get(t).outcome == OpType.INFO ? 1 << t : 0;
        }
        if (!allReadsAreOfVersions()) {
            return false;
        }
        for (int some = possible; ; some = (some - 1) & possible) {
            committed = certain | some;
            if ((proscribed == Proscribed.G0 || !readsWhatIsNotFinal()) && orderKey(0)) {
                return true;
            }
            if (some == 0) {
                return false;
            }
        }
    }

    // ---- the reads alone

    private static int size(long content) {
        int size = 0;
        for (long rest = content; rest != 0; rest >>>= SmallTransactions.BITS) {
            size++;
        }
        return size;
    }

    private static long element(long content, int i) {
        return (content >>> (SmallTransactions.BITS * (size(content) - 1 - i))) & SmallTransactions.DIGIT;
    }

    private static boolean contains(long content, long element) {
        for (int i = 0; i < size(content); i++) {
            if (element(content, i) == element) {
                return true;
            }
        }
        return false;
    }

    /** The transaction that was to append an element to a key, or −1. */
    private int owner(int key, long element) {
        for (int t = 0; t < txns.size(); t++) {
            Txn txn = txns.get(t);
            for (int i = 0; i < txn.length(); i++) {
                if (txn.writes[i] && txn.keys[i] == key && txn.contents[i] == element) {
                    return t;
                }
            }
        }
        return -1;
    }

    /** No element twice, none of nobody's, those of a transaction in its order, and a transaction's own there. */
    private boolean allReadsAreOfVersions() {
        for (Txn txn : txns) {
            for (int i = 0; i < txn.length() && txn.ok(); i++) {
                if (!txn.writes[i] && !(isVersion(txn.keys[i], txn.contents[i]) && hasOwn(txn, i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isVersion(int key, long content) {
        long seen = 0;
        for (int i = 0; i < size(content); i++) {
            long element = element(content, i);
            int owner = owner(key, element);
            if (owner < 0 || contains(seen, element)) {
                return false;
            }
            Txn txn = txns.get(owner);
            for (int j = 0; j < txn.length(); j++) {
                if (txn.writes[j] && txn.keys[j] == key) {
                    if (txn.contents[j] == element) {
                        break;
                    }
                    if (!contains(seen, txn.contents[j])) {
                        return false;
                    }
                }
            }
            seen = seen << SmallTransactions.BITS | element;
        }
        return true;
    }

    private static boolean hasOwn(Txn txn, int read) {
        for (int i = 0; i < read; i++) {
            if (txn.writes[i] && txn.keys[i] == txn.keys[read] && !contains(txn.contents[read], txn.contents[i])) {
                return false;
            }
        }
        return true;
    }

    /** G1a, G1b, and reads of what the transaction itself appends only later. */
    private boolean readsWhatIsNotFinal() {
        for (int t = 0; t < txns.size(); t++) {
            Txn txn = txns.get(t);
            for (int i = 0; i < txn.length() && txn.ok(); i++) {
                if (!txn.writes[i] && (isAborted(txn, i) || isIntermediate(t, i) || isOfFuture(txn, i))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAborted(Txn txn, int read) {
        for (int i = 0; i < size(txn.contents[read]); i++) {
            if ((committed >> owner(txn.keys[read], element(txn.contents[read], i)) & 1) == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isIntermediate(int t, int read) {
        int key = txns.get(t).keys[read];
        long content = txns.get(t).contents[read];
        if (content == 0) {
            return false;
        }
        int writer = owner(key, element(content, size(content) - 1));
        if (writer == t) {
            return false;
        }
        Txn other = txns.get(writer);
        for (int i = 0; i < other.length(); i++) {
            if (other.writes[i] && other.keys[i] == key && !contains(content, other.contents[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfFuture(Txn txn, int read) {
        for (int i = read + 1; i < txn.length(); i++) {
            if (txn.writes[i] && txn.keys[i] == txn.keys[read] && contains(txn.contents[read], txn.contents[i])) {
                return true;
            }
        }
        return false;
    }

    // ---- the orders

    /** Orders the appends to a key and those after it in each way; whether one has a graph without the cycles. */
    private boolean orderKey(int key) {
        if (key == small.keys) {
            return !isCyclic();
        }
        if (hasContradiction(key)) {
            return false;
        }
        for (long element : longestRead(key)) {
            owners.get(key).add(owner(key, element));
            elements.get(key).add(element);
        }
        boolean some = extend(key);
        owners.get(key).clear();
        elements.get(key).clear();
        return some;
    }

    private boolean isCommitted(int key, long element) {
        return (committed >> owner(key, element) & 1) == 1;
    }

    /** What is committed of a read. */
    private List<Long> committedPart(int key, long content) {
        List<Long> part = new ArrayList<>();
        for (int i = 0; i < size(content); i++) {
            if (isCommitted(key, element(content, i))) {
                part.add(element(content, i));
            }
        }
        return part;
    }

    private List<Long> longestRead(int key) {
        List<Long> longest = List.of();
        for (Txn txn : txns) {
            for (int i = 0; i < txn.length() && txn.ok(); i++) {
                if (!txn.writes[i] && txn.keys[i] == key) {
                    List<Long> part = committedPart(key, txn.contents[i]);
                    longest = part.size() > longest.size() ? part : longest;
                }
            }
        }
        return longest;
    }

    private boolean hasContradiction(int key) {
        List<Long> longest = longestRead(key);
        for (Txn txn : txns) {
            for (int i = 0; i < txn.length() && txn.ok(); i++) {
                if (!txn.writes[i] && txn.keys[i] == key) {
                    List<Long> part = committedPart(key, txn.contents[i]);
                    if (!longest.subList(0, part.size()).equals(part)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Appends each element that may come next. */
    private boolean extend(int key) {
        boolean complete = true;
        for (int t = 0; t < txns.size(); t++) {
            Txn txn = txns.get(t);
            for (int i = 0; i < txn.length() && (committed >> t & 1) == 1; i++) {
                if (txn.writes[i] && txn.keys[i] == key && !elements.get(key).contains(txn.contents[i])) {
                    complete = false;
                    int size = elements.get(key).size();
                    elements.get(key).add(txn.contents[i]);
                    owners.get(key).add(t);
                    if (extend(key)) {
                        return true;
                    }
                    elements.get(key).remove(size);
                    owners.get(key).remove(size);
                    // Those that follow of this transaction come after this one.
                    break;
                }
            }
        }
        return complete && orderKey(key + 1);
    }

    // ---- the graph

    private boolean isCyclic() {
        int n = txns.size();
        int[] ww = new int[n];
        int[] wr = new int[n];
        int[] rw = new int[n];
        int[] all = new int[n];
        for (int t = 0; t < n; t++) {
            for (int other = 0; other < n; other++) {
                boolean both = (committed >> t & 1) == 1 && (committed >> other & 1) == 1;
                if (both && SmallTransactions.before(txns.get(t), txns.get(other), order)) {
                    ww[t] |= 1 << other;
                }
            }
        }
        for (int key = 0; key < small.keys; key++) {
            int[] rwOfKey = new int[n];
            int[] wwOfKey = new int[n];
            addKey(key, wwOfKey, wr, rwOfKey);
            if (proscribed == Proscribed.G_CURSOR && hasOneOf(rwOfKey, closure(wwOfKey))) {
                return true;
            }
            merge(ww, wwOfKey);
            merge(rw, rwOfKey);
        }
        merge(all, ww);
        if (proscribed == Proscribed.G0) {
            return isCircular(closure(all));
        }
        merge(all, wr);
        int[] reads = closure(all);
        if (isCircular(reads) || (proscribed == Proscribed.G_SINGLE && hasOneOf(rw, reads))) {
            return true;
        }
        merge(all, rw);
        return proscribed == Proscribed.G2_ITEM && isCircular(closure(all));
    }

    private void addKey(int key, int[] ww, int[] wr, int[] rw) {
        List<Integer> some = owners.get(key);
        for (int i = 1; i < some.size(); i++) {
            add(ww, some.get(i - 1), some.get(i));
        }
        for (int t = 0; t < txns.size(); t++) {
            Txn txn = txns.get(t);
            for (int i = 0; i < txn.length() && txn.ok(); i++) {
                if (!txn.writes[i] && txn.keys[i] == key) {
                    int version = committedPart(key, txn.contents[i]).size();
                    // What the transaction itself appended it appended to what it read.
                    for (int before = version; before > 0; before--) {
                        add(wr, some.get(before - 1), t);
                        if (some.get(before - 1) != t) {
                            break;
                        }
                    }
                    if (version < some.size()) {
                        add(rw, t, some.get(version));
                    }
                }
            }
        }
    }

    private static void add(int[] edges, int from, int to) {
        edges[from] |= from == to ? 0 : 1 << to;
    }

    private static void merge(int[] into, int[] edges) {
        for (int t = 0; t < into.length; t++) {
            into[t] |= edges[t];
        }
    }

    private static int[] closure(int[] edges) {
        int[] reached = edges.clone();
        for (int over = 0; over < reached.length; over++) {
            for (int t = 0; t < reached.length; t++) {
                reached[t] |= (reached[t] >> over & 1) == 1 ? reached[over] : 0;
            }
        }
        return reached;
    }

    private static boolean isCircular(int[] closure) {
        for (int t = 0; t < closure.length; t++) {
            if ((closure[t] >> t & 1) == 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether an edge is closed to a cycle by others. */
    private static boolean hasOneOf(int[] edges, int[] closure) {
        for (int t = 0; t < edges.length; t++) {
            for (int to = 0; to < edges.length; to++) {
                if ((edges[t] >> to & 1) == 1 && (closure[to] >> t & 1) == 1) {
                    return true;
                }
            }
        }
        return false;
    }
}
