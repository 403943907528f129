package io.ordeal.shrink;

import io.ordeal.history.cuts.Cuts;

/**
 * How many parts a history has.
 *
 * @param operations of clients
 * @param steps micro-operations of transactions
 * @param elements of values that can be left out by themselves
 */
public record Sizes(int operations, int steps, int elements) {
    static Sizes of(Cuts cuts) {
        int steps = 0;
        int elements = 0;
        for (int part = cuts.operations(); part < cuts.size(); part++) {
            steps += cuts.kind(part) == Cuts.Kind.STEP ? 1 : 0;
            elements += cuts.kind(part) == Cuts.Kind.ELEMENT ? 1 : 0;
        }
        return new Sizes(cuts.operations(), steps, elements);
    }
}
