package io.ordeal.checker.models;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.PairNumbers;
import io.ordeal.history.cuts.Sources;
import io.ordeal.history.cuts.StepCuts;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * What may be left out of transactions over registers: a read stays only with all {@link Sources} of what it saw, which are
 * writes of other transactions, or with the write of its own transaction that comes before it.
 */
final class MultiRegisterCuts extends StepCuts {
    private final PairNumbers registers;
    private final PairNumbers values;
    private final Sources sources = new Sources();

    private final Map<?, ?> initial;

    /** @param initial what the registers hold at first */
    MultiRegisterCuts(History history, Map<?, ?> initial) {
        super(history, true);
        this.initial = initial;
        registers = new PairNumbers(history.values());
        values = new PairNumbers(history.values());
        for (int i = 0; i < history.size(); i++) {
            int operation = operationAt(i);
            if (operation >= 0 && (history.type(i) == OpType.OK || (history.isInvoke(i) && !isOk(operation)))) {
                transaction(operation);
            }
        }
    }

    private void transaction(int operation) {
        int begin = invocation(operation);
        for (int j = 0; j < steps(operation); j++) {
            int register = registers.of(key(operation, j), Values.NIL);
            if (!reads(operation, j)) {
                int value = values.of(key(operation, j), written(operation, j));
                if (outcome(operation) == OpType.FAIL) {
                    sources.failedWrite(part(operation, j), value, begin);
                } else {
                    sources.write(part(operation, j), register, value, begin, end(operation));
                }
            } else if (isOk(operation) && ownWrite(operation, j) < 0) {
                sources.observation(register, seen(operation, j), begin, end(operation));
            }
        }
    }

    private int seen(int operation, int j) {
        return values.of(key(operation, j), read(operation, j));
    }

    /** The write before a read, in its own transaction, of what it reads; −1 if there is none. */
    private int ownWrite(int operation, int read) {
        for (int j = read - 1; j >= 0; j--) {
            if (!reads(operation, j) && history.values().equal(key(operation, j), key(operation, read))) {
                return j;
            }
        }
        return -1;
    }

    @Override
    public void needs(int part, IntConsumer into) {
        super.needs(part, into);
        if (!isStep(part)) {
            return;
        }
        int operation = operationOf(part);
        int j = placeOf(part);
        if (!isOk(operation) || !reads(operation, j)) {
            return;
        }
        int own = ownWrite(operation, j);
        if (own >= 0) {
            into.accept(part(operation, own));
        } else {
            int register = registers.of(key(operation, j), Values.NIL);
            boolean initially = Objects.equals(
                    history.values().toObject(read(operation, j)),
                    initial.get(history.values().toObject(key(operation, j))));
            sources.of(register, seen(operation, j), invocation(operation), end(operation), initially, into);
        }
    }
}
