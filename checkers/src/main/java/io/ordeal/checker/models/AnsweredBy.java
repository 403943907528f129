package io.ordeal.checker.models;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.function.Function;

/**
 * A checker, and which operation it is whose answers it judges.
 *
 * @param shrinking what may be left out
 * @param f all others only change what this one answers
 */
record AnsweredBy(Checker checker, Function<History, Cuts> shrinking, String f) implements Checker {
    @Override
    public CheckResult check(History history, CheckContext context) {
        return checker.check(history, context);
    }

    @Override
    public boolean violationsLast(History soFar) {
        return checker.violationsLast(soFar);
    }

    /** It is told where operations have it. */
    @Override
    public boolean heedsKeys() {
        return true;
    }

    @Override
    public boolean judges(History history, int completion) {
        return history.f(completion).equals(f);
    }

    @Override
    public Cuts cuts(History history) {
        return shrinking.apply(history);
    }
}
