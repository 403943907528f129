package io.ordeal.checker.txn.graph;

import io.ordeal.checker.txn.Transactions;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The orders that are there whatever is read and written: of each process, and of real time. A transaction of unknown
 * outcome may take effect long after its process went on, so that nothing comes after it; a failed one has no place.
 */
public final class TimeOrders {
    private TimeOrders() {}

    /**
     * Adds both orders. At most four edges and one auxiliary node a transaction.
     *
     * @param counts whether a transaction took effect
     */
    public static void add(Transactions transactions, IntPredicate counts, DependencyGraph.Builder graph) {
        addProcesses(transactions, counts, graph);
        addRealTime(transactions, counts, graph);
    }

    private static void addProcesses(Transactions transactions, IntPredicate counts, DependencyGraph.Builder graph) {
        int[] last = new int[transactions.sessionCount()];
        Arrays.fill(last, -1);
        for (int t = 0; t < transactions.size(); t++) {
            if (counts.test(t)) {
                int session = transactions.session(t);
                if (last[session] >= 0) {
                    graph.add(last[session], t, EdgeType.PROCESS);
                }
                if (transactions.isOk(t)) {
                    last[session] = t;
                }
            }
        }
    }

    /** A barrier stands wherever a completion is followed by an invocation; what completes before it is before it. */
    private static void addRealTime(Transactions transactions, IntPredicate counts, DependencyGraph.Builder graph) {
        int[] completions = completions(transactions);
        int waiting = 0;
        int barrier = -1;
        int next = 0;
        int[] completed = new int[64];
        for (int t = 0; t < transactions.size(); t++) {
            if (!counts.test(t)) {
                continue;
            }
            int invoked = transactions.invocation(t);
            while (next < invoked) {
                int done = completions[next++];
                if (done >= 0) {
                    if (waiting == completed.length) {
                        completed = Arrays.copyOf(completed, 2 * waiting);
                    }
                    completed[waiting++] = done;
                }
            }
            if (waiting > 0) {
                int later = graph.auxiliary();
                if (barrier >= 0) {
                    graph.add(barrier, later, EdgeType.REALTIME);
                }
                barrier = later;
                for (int i = 0; i < waiting; i++) {
                    graph.add(completed[i], barrier, EdgeType.REALTIME);
                }
                waiting = 0;
            }
            if (barrier >= 0) {
                graph.add(barrier, t, EdgeType.REALTIME);
            }
        }
    }

    /** By position in the history: the transaction that is ok there, or −1. */
    private static int[] completions(Transactions transactions) {
        int[] completions = new int[transactions.history().size()];
        Arrays.fill(completions, -1);
        for (int t = 0; t < transactions.size(); t++) {
            if (transactions.isOk(t)) {
                completions[transactions.completion(t)] = t;
            }
        }
        return completions;
    }
}
