package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import io.ordeal.history.cuts.OperationCuts;
import java.util.Optional;

/**
 * Decides from a history alone whether a promise was kept.
 *
 * <p>A checker is a pure function: it keeps no state between calls, may be called from several threads, and judges
 * sub-histories as well as whole ones (shrinking stands on that). It calls {@link CheckContext#checkpoint} often, a few
 * times a millisecond at least, so that it can be stopped.
 */
@FunctionalInterface
public interface Checker {
    /**
     * Judges a history.
     *
     * @throws CheckStoppedException when the context's limits are reached; {@link Checkers#judge} makes it Unknown
     * @throws UnjudgeableHistoryException when the content makes no sense to this checker, say a value written twice
     *     where values must be unique; it is told with the operation's index, and becomes Unknown as well
     */
    CheckResult check(History history, CheckContext context);

    /**
     * Whether an operation that is ok tells something that could have been wrong, as a read does and the completion of a
     * write does not. Where no operation of a history does, {@link Checkers#judge} makes Valid Unknown: nothing was put to
     * the test.
     *
     * @param completion of a client, ok
     */
    default boolean judges(History history, int completion) {
        return true;
    }

    /**
     * Whether it heeds the extra {@code :key} of operations, each about the object of its key alone. Where a checker does not,
     * {@link Checkers#judge} makes a history of several keys Unknown: it would be taken for that of one object.
     */
    default boolean heedsKeys() {
        return false;
    }

    /**
     * Whether a violation in what was recorded so far is one of the whole history, whatever is recorded yet: how the
     * operations end that are open now, and what later ones do and find. Then a run may end at it. Without an answer of
     * the checker's own: no.
     *
     * @param soFar the beginning of a history, whose operations were each recorded before they were begun
     */
    default boolean violationsLast(History soFar) {
        return false;
    }

    /**
     * What may be left out of a history so that this checker does not find it Invalid unless it finds the whole so: by this
     * law histories are shrunk. Without an answer of the checker's own, operations that failed, which had no effect.
     */
    default Cuts cuts(History history) {
        return OperationCuts.ofFailed(history);
    }

    /** How it was asked for, if it was by name. */
    default Optional<NamedChecker> named() {
        return Optional.empty();
    }
}
