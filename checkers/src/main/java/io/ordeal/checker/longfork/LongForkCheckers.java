package io.ordeal.checker.longfork;

import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of long forks. */
public final class LongForkCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "long-fork",
                "no two reads disagree on which of two writes came first",
                List.of(
                        new OpShape("write", "[[:w k v]]; a key is written but once", "the same"),
                        new OpShape("read", "[[:r k nil] ...]", "[[:r k v] ...], nil where nothing was written yet")),
                Set.of(),
                List.of(),
                options -> new LongForkChecker()));
    }
}
