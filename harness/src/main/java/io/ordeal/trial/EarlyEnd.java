package io.ordeal.trial;

import io.ordeal.store.Interruption.During;
import java.util.Optional;

/** What ends a run's main phase before its time, beside a signal: its first violation, and clients that never succeed. */
record EarlyEnd(SuccessWatch successes, Optional<ViolationWatch> violations) implements AutoCloseable {
    /** Which of them it was; empty if it was none. */
    Optional<During> why() {
        if (violations.filter(ViolationWatch::hasTold).isPresent()) {
            return Optional.of(During.FIRST_VIOLATION);
        }
        return successes.hasTold() ? Optional.of(During.NO_SUCCESS) : Optional.empty();
    }

    /** Nothing ends early any more. */
    @Override
    public void close() {
        successes.close();
        violations.ifPresent(ViolationWatch::close);
    }
}
