package io.ordeal.checker.txn.register;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.graph.Components;
import io.ordeal.checker.txn.graph.DependencyGraph;
import io.ordeal.checker.txn.graph.EdgeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is assumed of the order of versions: pairs of versions of a key of which the second came later, the pairs that
 * follow from others left out. A pair is a long, the earlier version in the upper half. An assumption that contradicts
 * itself, or those before it, is told and left out, as in Elle.
 */
final class AssumedOrder {
    private final Transactions transactions;
    private final Versions versions;
    private final CheckContext context;
    private final Collection<Assumption> assumptions;
    private final Set<Assumption> contradicted = EnumSet.noneOf(Assumption.class);
    private final List<int[]> circles = new ArrayList<>();
    private long[] pairs = new long[0];
    private long[] gathered = new long[64];
    private int size;

    AssumedOrder(
            Transactions transactions, Versions versions, Collection<Assumption> assumptions, CheckContext context) {
        this.transactions = transactions;
        this.versions = versions;
        this.context = context;
        this.assumptions = assumptions;
        for (Assumption assumption : assumptions) {
            size = 0;
            switch (assumption) {
                case WFR_KEYS -> gatherWritesAfterReads();
                case SEQUENTIAL_KEYS -> gatherProcesses();
                case LINEARIZABLE_KEYS -> gatherRealTime();
            }
            take(assumption);
        }
    }

    /** The pairs, ascending. */
    long[] pairs() {
        return pairs;
    }

    boolean has(int earlier, int later) {
        return Arrays.binarySearch(pairs, pair(earlier, later)) >= 0;
    }

    /**
     * Two transactions of which the first met one version last and the second the other first, in the order of a process or
     * of real time, as an assumption has it. None if the second version's writer had read the first, which shows it.
     */
    List<Integer> shownBy(int earlier, int later) {
        int key = versions.key(earlier);
        for (int a : meeting(earlier)) {
            for (int b : meeting(later)) {
                boolean met = last(a, key) == earlier && first(b, key) == later && a != b && transactions.isOk(a);
                boolean inProcess = assumptions.contains(Assumption.SEQUENTIAL_KEYS)
                        && transactions.session(a) == transactions.session(b)
                        && a < b;
                boolean inTime = assumptions.contains(Assumption.LINEARIZABLE_KEYS)
                        && transactions.isOk(a)
                        && transactions.completion(a) < transactions.invocation(b);
                if (met && (inProcess || inTime)) {
                    return List.of(a, b);
                }
            }
        }
        return List.of();
    }

    private List<Integer> meeting(int version) {
        List<Integer> some = new ArrayList<>();
        if (!versions.isInitial(version)) {
            some.add(transactions.owner(version));
        }
        Arrays.stream(versions.readers(version)).forEach(some::add);
        return some;
    }

    /** The assumptions that do not hold. */
    Set<Assumption> contradicted() {
        return contradicted;
    }

    /** Versions of a key that would each come before all the others of the circle. */
    List<int[]> circles() {
        return circles;
    }

    static long pair(int earlier, int later) {
        return ((long) earlier << 32) | later;
    }

    private void add(int earlier, int later) {
        boolean told = earlier != Versions.NONE && later != Versions.NONE && earlier != later;
        if (told && versions.isInstalled(earlier) && versions.isInstalled(later)) {
            if (size == gathered.length) {
                gathered = Arrays.copyOf(gathered, 2 * size);
            }
            gathered[size++] = pair(earlier, later);
        }
    }

    private void take(Assumption assumption) {
        long[] both = Arrays.copyOf(pairs, pairs.length + size);
        System.arraycopy(gathered, 0, both, pairs.length, size);
        long[] all = Arrays.stream(both).sorted().distinct().toArray();
        DependencyGraph.Builder builder = new DependencyGraph.Builder(versions.count(), all.length);
        for (long pair : all) {
            builder.add((int) (pair >>> 32), (int) pair, EdgeType.WW);
        }
        for (int v = 0; v < transactions.microOperations(); v++) {
            if (transactions.isWrite(v) && versions.isInstalled(v)) {
                builder.add(versions.initial(transactions.key(v)), v, EdgeType.WW);
            }
        }
        Components components = Components.of(builder.build(), EdgeType.WW.bit(), context);
        if (!components.cyclic()) {
            pairs = all;
            return;
        }
        contradicted.add(assumption);
        int[] first = new int[components.count()];
        int told = 0;
        for (int v = 0; v < versions.count(); v++) {
            if (components.onCycle(v) && first[components.of(v)]++ == 0) {
                int number = components.of(v);
                circles.add(IntStream.range(v, versions.count())
                        .filter(other -> components.of(other) == number)
                        .toArray());
                told++;
                if (told == 16) {
                    return;
                }
            }
        }
    }

    private void gatherWritesAfterReads() {
        for (int m = 0; m < transactions.microOperations(); m++) {
            int read = versions.external(m);
            if (read != Versions.NONE) {
                add(read, versions.written(transactions.owner(m), transactions.key(m)));
            }
        }
    }

    private void gatherProcesses() {
        // The last version of each key that each session met, by session and key.
        Map<Long, Integer> last = new HashMap<>();
        for (int t = 0; t < transactions.size(); t++) {
            if (!versions.counts(t)) {
                continue;
            }
            for (int m = transactions.begin(t); m < transactions.end(t); m++) {
                if (transactions.isFirstOfKey(m)) {
                    int key = transactions.key(m);
                    long place = ((long) transactions.session(t) << 32) | key;
                    add(last.getOrDefault(place, Versions.NONE), first(t, key));
                    if (transactions.isOk(t) && last(t, key) != Versions.NONE) {
                        last.put(place, last(t, key));
                    }
                }
            }
        }
    }

    private void gatherRealTime() {
        int[] begun = new int[transactions.history().size()];
        Arrays.fill(begun, -1);
        for (int t = 0; t < transactions.size(); t++) {
            if (versions.counts(t)) {
                begun[transactions.invocation(t)] = t;
            }
        }
        // Of each key the transactions that were over last: none of them was over before another of them began.
        int[][] frontiers = new int[transactions.keyCount()][];
        for (int i = 0; i < begun.length; i++) {
            int invocation = transactions.history().isClient(i)
                    ? (transactions.history().isInvoke(i)
                            ? i
                            : transactions.history().partner(i))
                    : -1;
            int t = invocation < 0 ? -1 : begun[invocation];
            if (t < 0 || (i != invocation && !transactions.isOk(t))) {
                continue;
            }
            for (int m = transactions.begin(t); m < transactions.end(t); m++) {
                if (transactions.isFirstOfKey(m)) {
                    int key = transactions.key(m);
                    int[] frontier = frontiers[key] == null ? new int[0] : frontiers[key];
                    if (i == invocation) {
                        for (int before : frontier) {
                            add(last(before, key), first(t, key));
                        }
                    } else {
                        frontiers[key] = advanced(frontier, t);
                    }
                }
            }
        }
    }

    private int[] advanced(int[] frontier, int t) {
        int[] kept = Arrays.stream(frontier)
                .filter(before -> transactions.completion(before) > transactions.invocation(t))
                .toArray();
        int[] with = Arrays.copyOf(kept, kept.length + 1);
        with[kept.length] = t;
        return with;
    }

    /** The first version of a key that a transaction met, and the last. */
    private int first(int t, int key) {
        int read = versions.read(t, key);
        return read != Versions.NONE ? read : versions.written(t, key);
    }

    private int last(int t, int key) {
        int written = versions.written(t, key);
        return written != Versions.NONE ? written : versions.read(t, key);
    }
}
