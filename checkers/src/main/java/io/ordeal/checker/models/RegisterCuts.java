package io.ordeal.checker.models;

import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.OperationCuts;
import io.ordeal.history.cuts.PairNumbers;
import io.ordeal.history.cuts.Sources;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a register's history: a read or a compare-and-set stays only with all {@link Sources} of the
 * value that it saw. A write that none of them can be of may go.
 */
final class RegisterCuts extends OperationCuts {
    private final ValueShape shape;
    private final PairNumbers registers;
    private final PairNumbers values;
    private final Sources sources = new Sources();

    private final @Nullable Object initial;

    /** @param initial the value before the first write */
    RegisterCuts(History history, ValueShape shape, @Nullable Object initial) {
        super(history, true);
        this.shape = shape;
        this.initial = initial;
        registers = new PairNumbers(history.values());
        values = new PairNumbers(history.values());
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) < 0) {
                continue;
            }
            int operation = operationAt(i);
            if (history.isInvoke(i) && outcome(operation) != OpType.OK) {
                write(operation);
            } else if (history.type(i) == OpType.OK) {
                if (history.f(i).equals("read")) {
                    sources.observation(register(operation), seen(operation), invocation(operation), i);
                } else {
                    write(operation);
                }
            }
        }
    }

    private void write(int operation) {
        int invocation = invocation(operation);
        long asked = shape.value(history, invocation);
        if (history.f(invocation).equals("read")) {
            return;
        }
        int made = value(
                operation,
                history.f(invocation).equals("cas") ? history.values().element(asked, 1) : asked);
        if (outcome(operation) == OpType.FAIL) {
            sources.failedWrite(operation, made, invocation);
        } else {
            sources.write(operation, register(operation), made, invocation, end(operation));
        }
    }

    private int register(int operation) {
        return registers.of(shape.key(history, invocation(operation)), Values.NIL);
    }

    private int value(int operation, long handle) {
        return values.of(shape.key(history, invocation(operation)), handle);
    }

    /** The value that an operation is proof of. */
    private int seen(int operation) {
        return value(operation, seenHandle(operation));
    }

    private long seenHandle(int operation) {
        int invocation = invocation(operation);
        return history.f(invocation).equals("cas")
                ? history.values().element(shape.value(history, invocation), 0)
                : shape.value(history, history.partner(invocation));
    }

    @Override
    public void needs(int part, IntConsumer into) {
        super.needs(part, into);
        OpType outcome = outcome(part);
        boolean sees = switch (history.f(invocation(part))) {
            case "read" -> outcome == OpType.OK;
            case "cas" -> outcome != OpType.FAIL;
            default -> false;
        };
        if (sees) {
            sources.of(
                    register(part),
                    seen(part),
                    invocation(part),
                    end(part),
                    Objects.equals(history.values().toObject(seenHandle(part)), initial),
                    into);
        }
    }
}
