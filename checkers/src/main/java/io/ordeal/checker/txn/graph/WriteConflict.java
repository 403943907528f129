package io.ordeal.checker.txn.graph;

import java.util.List;

/**
 * Why the writes of some transactions have no order under snapshot isolation: of two that wrote one key, one committed
 * before the other took its snapshot, and for some two neither can have.
 *
 * @param transactions those that have no order, whatever the others did
 * @param proof one after the other, which of two rivals must have been first; the last two contradict each other. Empty if
 *     only trying all orders proves it
 */
public record WriteConflict(List<Integer> transactions, List<Forced> proof) {
    public WriteConflict {
        transactions = List.copyOf(transactions);
        proof = List.copyOf(proof);
    }

    /**
     * That of two transactions that wrote one key the first committed before the second took its snapshot.
     *
     * @param because a way from the first to the second, which rules out that the second was first
     */
    public record Forced(int first, int second, List<Step> because) {
        public Forced {
            because = List.copyOf(because);
        }
    }

    /**
     * That one transaction is before another.
     *
     * @param forced whether it is so because of an earlier step of the proof, else by a dependency of the type
     */
    public record Step(int from, int to, EdgeType type, boolean forced) {}
}
