package io.ordeal.checker.txn.graph;

import io.ordeal.checker.txn.TransactionAnomaly;
import java.util.List;

/**
 * A cycle of dependencies: {@code transactions[0] –edges[0]→ transactions[1] –edges[1]→ … → transactions[0]}.
 *
 * @param type the kind of cycle, by its edges
 */
public record Cycle(TransactionAnomaly type, List<Integer> transactions, List<EdgeType> edges) {
    public Cycle {
        transactions = List.copyOf(transactions);
        edges = List.copyOf(edges);
    }

    /** Whether it is of ww alone, beside the order of processes or of real time. */
    public boolean isOfWrites() {
        return edges.stream().noneMatch(edge -> edge == EdgeType.WR || edge == EdgeType.RW);
    }

    /** The same cycle of ww as what it is a special case of, G1c. */
    public Cycle asInformationFlow() {
        return new Cycle(
                switch (type) {
                    case G0_PROCESS -> TransactionAnomaly.G1C_PROCESS;
                    case G0_REALTIME -> TransactionAnomaly.G1C_REALTIME;
                    default -> TransactionAnomaly.G1C;
                },
                transactions,
                edges);
    }

    /** The kind of a cycle with these edges. */
    static TransactionAnomaly classify(List<EdgeType> edges) {
        int rw = 0;
        boolean adjacent = false;
        for (int i = 0; i < edges.size(); i++) {
            if (edges.get(i) == EdgeType.RW) {
                rw++;
                adjacent |= edges.size() > 1 && edges.get((i + 1) % edges.size()) == EdgeType.RW;
            }
        }
        TransactionAnomaly base = rw == 1
                ? TransactionAnomaly.G_SINGLE
                : rw > 1 && adjacent
                        ? TransactionAnomaly.G2_ITEM
                        : rw > 1
                                ? TransactionAnomaly.G_NONADJACENT
                                : edges.contains(EdgeType.WR) ? TransactionAnomaly.G1C : TransactionAnomaly.G0;
        return edges.contains(EdgeType.REALTIME)
                ? base.with("realtime")
                : edges.contains(EdgeType.PROCESS) ? base.with("process") : base;
    }
}
