package io.ordeal.checker.counters;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of counters whose reads have bounds. */
public final class CounterCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "counter",
                "each read is between what was added for certain before it and what can have been by its end",
                List.of(
                        new OpShape("add", "an integer, perhaps negative", "the same, or nil"),
                        new OpShape("read", "nil", "the sum")),
                Set.of(CheckerOption.INITIAL),
                List.of(),
                options -> new CounterChecker(CounterValues.initial(options.initial()))));
    }
}
