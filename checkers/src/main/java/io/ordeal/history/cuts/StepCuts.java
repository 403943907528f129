package io.ordeal.history.cuts;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts of transactions, whose values are lists of micro-operations {@code [f key value]}: each of these is a part of its
 * own. What was asked and what was answered have the same micro-operations, which go together.
 */
public abstract class StepCuts extends OperationCuts {
    /** By operation: the number of its first micro-operation; one more than there are operations. */
    private final int[] firstStep;

    /** The part that the first micro-operation is; the others follow. */
    private final int firstPart;

    protected StepCuts(History history, boolean endsAnywhere) {
        super(history, endsAnywhere);
        firstStep = new int[operations() + 1];
        firstPart = operations();
        Values values = history.values();
        for (int operation = 0; operation < operations(); operation++) {
            long asked = history.valueHandle(invocation(operation));
            int steps = values.kind(asked) == Values.Kind.LIST ? values.size(asked) : 0;
            firstStep[operation + 1] = firstStep[operation] + steps;
            for (int i = 0; i < steps; i++) {
                add(Kind.STEP, operation);
            }
        }
    }

    /** How many micro-operations an operation has. */
    protected final int steps(int operation) {
        return firstStep[operation + 1] - firstStep[operation];
    }

    /** The part that the i-th micro-operation of an operation is. */
    protected final int part(int operation, int i) {
        return firstPart + firstStep[operation] + i;
    }

    /** Whether a part is a micro-operation. */
    protected final boolean isStep(int part) {
        return part >= firstPart && part < firstPart + firstStep[operations()];
    }

    /** The operation of a micro-operation. */
    protected final int operationOf(int step) {
        int number = step - firstPart;
        int low = 0;
        int high = operations() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstStep[middle] <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Which of its operation's micro-operations a part is. */
    protected final int placeOf(int step) {
        return step - part(operationOf(step), 0);
    }

    /** Whether a micro-operation reads. */
    protected final boolean reads(int operation, int i) {
        long step = asked(operation, i);
        if (history.values().size(step) == 0) {
            return false;
        }
        long name = history.values().element(step, 0);
        int text = Values.textNumber(name);
        return text >= 0
                && (text == history.values().findText("r")
                        || text == history.values().findText("read"));
    }

    protected final long key(int operation, int i) {
        long step = asked(operation, i);
        return history.values().size(step) < 2 ? Values.NIL : history.values().element(step, 1);
    }

    /** What a micro-operation was to write. */
    protected final long written(int operation, int i) {
        long step = asked(operation, i);
        return history.values().size(step) < 3 ? Values.NIL : history.values().element(step, 2);
    }

    /** What a micro-operation of an operation that is ok read. */
    protected final long read(int operation, int i) {
        long done = history.valueHandle(history.partner(invocation(operation)));
        Values values = history.values();
        if (values.kind(done) != Values.Kind.LIST || i >= values.size(done)) {
            return Values.NIL;
        }
        long step = values.element(done, i);
        return values.kind(step) == Values.Kind.LIST && values.size(step) == 3 ? values.element(step, 2) : Values.NIL;
    }

    private long asked(int operation, int i) {
        long step = history.values().element(history.valueHandle(invocation(operation)), i);
        return history.values().kind(step) == Values.Kind.LIST ? step : Values.NIL;
    }

    protected final boolean isOk(int operation) {
        return outcome(operation) == OpType.OK;
    }

    @Override
    protected final boolean rewrites() {
        return true;
    }

    @Override
    protected final @Nullable Object value(int position, BitSet chosen) {
        int operation = operationAt(position);
        if (!(history.value(position) instanceof List<?> steps) || steps.size() != steps(operation)) {
            return history.value(position);
        }
        List<@Nullable Object> left = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (chosen.get(part(operation, i))) {
                Object step = steps.get(i);
                left.add(
                        step instanceof List<?> parts && parts.size() == 3 && reads(operation, i)
                                ? step(operation, i, parts, chosen)
                                : step);
            }
        }
        return left;
    }

    /** A read's micro-operation in the history of a choice. */
    protected List<?> step(int operation, int i, List<?> step, BitSet chosen) {
        return step;
    }
}
