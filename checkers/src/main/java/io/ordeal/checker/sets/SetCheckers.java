package io.ordeal.checker.sets;

import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checkers of sets that are read as a whole at the end. */
public final class SetCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "guarded-set",
                "what was added by read-modify-write under a lock is there at the end, and nothing else",
                List.of(
                        new OpShape(
                                "add",
                                "the element (each but once), or {:lock k :element x}",
                                "the same; with :read v and :wrote w, the versions of the set read and written, losses are"
                                        + " told apart as lost-update"),
                        new OpShape("read", "nil, or the lock", "all elements, or {:lock k :elements [...]}"),
                        new OpShape("session-lost", "the lock; it is not looked at", "the lock")),
                Set.of(),
                List.of(),
                options -> new GuardedSetChecker()));
    }
}
