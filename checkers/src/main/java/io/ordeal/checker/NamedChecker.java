package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.Optional;

/**
 * A checker that knows by which name and options it was asked for, so that it can be asked for again.
 *
 * @param name as after {@code --checker}
 */
public record NamedChecker(String name, CheckerOptions options, Checker checker) implements Checker {
    @Override
    public CheckResult check(History history, CheckContext context) {
        return checker.check(history, context);
    }

    @Override
    public boolean heedsKeys() {
        return checker.heedsKeys();
    }

    @Override
    public boolean judges(History history, int completion) {
        return checker.judges(history, completion);
    }

    @Override
    public boolean violationsLast(History soFar) {
        return checker.violationsLast(soFar);
    }

    @Override
    public Cuts cuts(History history) {
        return checker.cuts(history);
    }

    @Override
    public Optional<NamedChecker> named() {
        return Optional.of(this);
    }
}
