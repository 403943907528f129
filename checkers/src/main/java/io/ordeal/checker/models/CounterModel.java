package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.history.io.EdnText;
import org.jspecify.annotations.Nullable;

/** A counter: {@code add n}, n of either sign, and {@code read}, which answers the sum. */
public final class CounterModel implements Model<Long> {
    private final long initial;

    public CounterModel(long initial) {
        this.initial = initial;
    }

    @Override
    public Long initial() {
        return initial;
    }

    @Override
    public @Nullable Long step(Long sum, Call call) {
        if (call.f().equals("add") && call.input() instanceof Long more) {
            return Math.addExact(sum, more);
        }
        if (call.f().equals("read")) {
            if (call.known() && !(call.output() instanceof Long)) {
                throw new UnjudgeableHistoryException(
                        "a linearizable-counter answers :read with an integer, not " + EdnText.brief(call.output()));
            }
            return !call.known() || sum.equals(call.output()) ? sum : null;
        }
        throw new UnjudgeableHistoryException("a linearizable-counter knows :add with an integer, and :read, not :"
                + call.f() + " " + EdnText.brief(call.input()));
    }

    @Override
    public boolean readsOnly(Call call) {
        return call.f().equals("read");
    }

    @Override
    public boolean answersNothing(Call call) {
        return !readsOnly(call);
    }

    @Override
    public String noun() {
        return "counter";
    }

    @Override
    public String describe(Long sum) {
        return "stands at " + sum;
    }
}
