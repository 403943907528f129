package io.ordeal.checker.linearizability;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.List;

/**
 * Linearizability by its definition: tries every order. It shares nothing with the search but the models, and is only
 * for histories of a few operations.
 */
public final class BruteForce {
    private BruteForce() {}

    private record Operation(Call call, int invoked, int completed) {
        boolean certain() {
            return completed != Integer.MAX_VALUE;
        }
    }

    public static <S> boolean isLinearizable(Model<S> model, History history) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i) || history.type(i) != OpType.INVOKE || history.outcome(i) == OpType.FAIL) {
                continue;
            }
            int process = model.byProcess() ? history.process(i) : -1;
            boolean ok = history.outcome(i) == OpType.OK;
            Object output = ok ? history.value(history.partner(i)) : null;
            operations.add(new Operation(
                    new Call(process, history.f(i), history.value(i), output, ok),
                    i,
                    ok ? history.partner(i) : Integer.MAX_VALUE));
        }
        return canFinish(model, model.initial(), operations);
    }

    private static <S> boolean canFinish(Model<S> model, S state, List<Operation> left) {
        if (left.stream().noneMatch(Operation::certain)) {
            return true;
        }
        int firstCompletion = left.stream().mapToInt(Operation::completed).min().orElseThrow();
        for (Operation next : left) {
            if (next.invoked() > firstCompletion) {
                continue;
            }
            List<Operation> others = new ArrayList<>(left);
            others.remove(next);
            for (S after : model.steps(state, next.call())) {
                if (canFinish(model, after, others)) {
                    return true;
                }
            }
        }
        return false;
    }
}
