package io.ordeal.checker.sets;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checkers of sets that are read as a whole. */
public final class SetCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(set(), guardedSet());
    }

    private static CheckerSpec set() {
        return new CheckerSpec(
                "set",
                "what was added is there from then on, sooner or later, and nothing else is",
                List.of(
                        new OpShape("add", "the element, each but once", "the same, or nil"),
                        new OpShape("read", "nil", "all elements")),
                Set.of(CheckerOption.NO_STALE_READS),
                List.of(),
                options -> new SetChecker(options.forbids(CheckerOption.NO_STALE_READS)));
    }

    private static CheckerSpec guardedSet() {
        return new CheckerSpec(
                "guarded-set",
                "what was added by read-modify-write under a lock is there at the end, and nothing else",
                List.of(
                        new OpShape(
                                "add",
                                "the element (each but once), or {:lock k :element x}",
                                "the same; with :read v and :wrote w, the versions of the set read and written, losses"
                                        + " are told apart as lost-update"),
                        new OpShape("read", "nil, or the lock", "all elements, or {:lock k :elements [...]}"),
                        new OpShape("session-lost", "the lock; it is not looked at", "the lock")),
                Set.of(),
                List.of(),
                options -> new GuardedSetChecker());
    }
}
