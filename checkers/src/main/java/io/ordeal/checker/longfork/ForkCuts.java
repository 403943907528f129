package io.ordeal.checker.longfork;

import io.ordeal.history.History;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.PairNumbers;
import io.ordeal.history.cuts.StepCuts;
import java.util.Arrays;

/** What may be left out of registers that are written once: a read that has a value stays only with its write. */
final class ForkCuts extends StepCuts {
    ForkCuts(History history) {
        super(history, true);
        PairNumbers registers = new PairNumbers(history.values());
        int[] writers = new int[16];
        Arrays.fill(writers, -1);
        for (boolean writes : new boolean[] {true, false}) {
            for (int operation = 0; operation < operations(); operation++) {
                for (int j = 0; j < steps(operation); j++) {
                    int register = registers.of(key(operation, j), Values.NIL);
                    if (register >= writers.length) {
                        int old = writers.length;
                        writers = Arrays.copyOf(writers, 2 * register);
                        Arrays.fill(writers, old, writers.length, -1);
                    }
                    if (writes && !reads(operation, j)) {
                        writers[register] = part(operation, j);
                    } else if (!writes
                            && reads(operation, j)
                            && isOk(operation)
                            && read(operation, j) != Values.NIL
                            && writers[register] >= 0) {
                        need(part(operation, j), writers[register]);
                    }
                }
            }
        }
    }
}
