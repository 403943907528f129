package io.ordeal.checker.txn.register;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.graph.DependencyGraph;
import io.ordeal.checker.txn.graph.EdgeType;
import io.ordeal.checker.txn.graph.TimeOrders;
import io.ordeal.checker.txn.verdict.CycleStory;
import io.ordeal.checker.txn.verdict.CycleStory.Reason;
import io.ordeal.history.io.EdnText;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dependencies between the transactions of an rw-register history that are certain:
 *
 * <ul>
 *   <li>wr, from the writer of what was read;
 *   <li>rw, from a read of the initial value to each write of the key;
 *   <li>rw, from a read of a version to a transaction that read the same version and overwrote it. (If that write were
 *       earlier in the key's order, its own transaction would have been overwritten by what it read: G1c. So that a cycle
 *       with this edge is, at every level from read committed on, what it is called, or worse.)
 *   <li>ww and rw along the order of versions that is assumed.
 * </ul>
 *
 * <p>Linear, but for the assumed order.
 */
final class RegisterDependencies implements CycleStory.Data {
    private final Transactions transactions;
    private final Versions versions;
    private final AssumedOrder assumed;
    private final CheckContext context;

    RegisterDependencies(Transactions transactions, Versions versions, AssumedOrder assumed, CheckContext context) {
        this.transactions = transactions;
        this.versions = versions;
        this.assumed = assumed;
        this.context = context;
    }

    /** All dependencies, and the orders of processes and of real time. */
    DependencyGraph graph() {
        int expected = Math.toIntExact(
                Math.min(Integer.MAX_VALUE / 2, 2L * transactions.microOperations() + 4L * transactions.size()));
        DependencyGraph.Builder graph = new DependencyGraph.Builder(transactions.size(), expected);
        for (int t = 0; t < transactions.size(); t++) {
            if ((t & 0xfff) == 0) {
                context.checkpoint();
            }
            for (int m = transactions.begin(t); transactions.isOk(t) && m < transactions.end(t); m++) {
                addRead(t, m, graph);
            }
        }
        for (int key = 0; key < transactions.keyCount(); key++) {
            if (versions.isRead(versions.initial(key))) {
                graph.addEachToEach(versions.readers(versions.initial(key)), writers(key), EdgeType.RW);
            }
        }
        for (long pair : assumed.pairs()) {
            addAssumed((int) (pair >>> 32), (int) pair, graph);
        }
        TimeOrders.add(transactions, versions::counts, graph);
        return graph.build();
    }

    private void addRead(int t, int m, DependencyGraph.Builder graph) {
        int write = transactions.isRead(m) ? transactions.writeRead(m) : Transactions.UNKNOWN;
        if (write < 0 || !versions.counts(transactions.owner(write))) {
            return;
        }
        graph.add(transactions.owner(write), t, EdgeType.WR);
        boolean overwrites = versions.external(m) == write
                && versions.isInstalled(write)
                && versions.written(t, transactions.key(m)) != Versions.NONE;
        if (overwrites) {
            for (int reader : versions.readers(write)) {
                graph.add(reader, t, EdgeType.RW);
            }
        }
    }

    /** The transactions that count and write a key, ascending. */
    private int[] writers(int key) {
        int[] some = new int[transactions.writesEnd(key) - transactions.writesBegin(key)];
        int size = 0;
        for (int i = transactions.writesBegin(key); i < transactions.writesEnd(key); i++) {
            int write = transactions.write(i);
            if (versions.isInstalled(write)) {
                some[size++] = transactions.owner(write);
            }
        }
        return Arrays.copyOf(some, size);
    }

    private void addAssumed(int earlier, int later, DependencyGraph.Builder graph) {
        if (versions.isInitial(later)) {
            return;
        }
        int writer = transactions.owner(later);
        if (!versions.isInitial(earlier)) {
            graph.add(transactions.owner(earlier), writer, EdgeType.WW);
        }
        for (int reader : versions.readers(earlier)) {
            graph.add(reader, writer, EdgeType.RW);
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
            int key = transactions.key(m);
            int earlier = transactions.isFinalWrite(m) ? versions.written(from, key) : Versions.NONE;
            if (earlier != Versions.NONE && assumed.has(earlier, m)) {
                return new Reason(
                        key,
                        "{from} wrote " + name(key) + " = " + versions.value(earlier) + " and {to} wrote "
                                + versions.value(m) + ", the later version as assumed"
                                + shown(assumed.shownBy(earlier, m)),
                        assumed.shownBy(earlier, m));
            }
        }
        return null;
    }

    private @Nullable Reason read(int from, int to) {
        for (int m = transactions.begin(to); m < transactions.end(to); m++) {
            int write = transactions.isRead(m) ? transactions.writeRead(m) : Transactions.UNKNOWN;
            if (write >= 0 && transactions.owner(write) == from) {
                int key = transactions.key(m);
                return new Reason(
                        key, "{to} read " + name(key) + " = " + versions.value(write) + ", which {from} wrote");
            }
        }
        return null;
    }

    private @Nullable Reason missed(int from, int to) {
        for (int m = transactions.begin(from); m < transactions.end(from); m++) {
            int seen = versions.external(m);
            int key = transactions.key(m);
            int write = seen == Versions.NONE ? Versions.NONE : versions.written(to, key);
            if (write == Versions.NONE) {
                continue;
            }
            String read = "{from} read " + name(key) + " = " + versions.value(seen) + ", ";
            if (versions.isInitial(seen)) {
                return new Reason(
                        key,
                        "{from} read the initial value of " + name(key) + ", which {to} overwrote with "
                                + versions.value(write));
            }
            if (versions.read(to, key) == seen) {
                return new Reason(key, read + "which {to} read too and overwrote with " + versions.value(write));
            }
            if (assumed.has(seen, write)) {
                List<Integer> shownBy = assumed.shownBy(seen, write);
                return new Reason(
                        key,
                        read + "and {to} wrote " + versions.value(write) + ", the later version as assumed"
                                + shown(shownBy),
                        shownBy);
            }
        }
        return null;
    }

    private String shown(List<Integer> shownBy) {
        return shownBy.isEmpty()
                ? ""
                : ": the transactions at index " + transactions.index(shownBy.get(0)) + " and "
                        + transactions.index(shownBy.get(1)) + " met them one after the other";
    }

    private String name(int key) {
        return EdnText.name(transactions.keyName(key));
    }
}
