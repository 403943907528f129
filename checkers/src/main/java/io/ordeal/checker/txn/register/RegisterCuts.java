package io.ordeal.checker.txn.register;

import io.ordeal.history.History;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.PairNumbers;
import io.ordeal.history.cuts.StepCuts;
import java.util.Arrays;

/**
 * What may be left out of transactions over registers. Every value is written but once, so that a read that has one stays
 * with its write. An execution that explains the whole explains the rest too, at every level: without a write and its
 * readers, each other read still finds the write it found, and each transaction writes no more than it did.
 */
final class RegisterCuts extends StepCuts {
    RegisterCuts(History history) {
        super(history, true);
        PairNumbers writes = new PairNumbers(history.values());
        int[] writers = new int[16];
        for (int operation = 0; operation < operations(); operation++) {
            for (int j = 0; j < steps(operation); j++) {
                if (!reads(operation, j)) {
                    int write = writes.of(key(operation, j), written(operation, j));
                    if (write >= writers.length) {
                        writers = Arrays.copyOf(writers, 2 * write);
                    }
                    writers[write] = part(operation, j);
                }
            }
        }
        for (int operation = 0; operation < operations(); operation++) {
            for (int j = 0; isOk(operation) && j < steps(operation); j++) {
                long value = reads(operation, j) ? read(operation, j) : Values.NIL;
                int write = value == Values.NIL ? -1 : writes.find(key(operation, j), value);
                if (write >= 0) {
                    need(part(operation, j), writers[write]);
                }
            }
        }
    }
}
