package io.ordeal.checker.locks;

import io.ordeal.checker.Checker;
import io.ordeal.checker.linearizability.Agreement;
import io.ordeal.checker.linearizability.ModelDraws;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals, which fall back on the search only where a lock is uncertain, and the search alone. */
class LocksAgainstBruteForceTest {
    @ParameterizedTest
    @CsvSource({
        "MUTEX, 1, ''",
        "MUTEX, 1, search",
        "REENTRANT, 1, ''",
        "REENTRANT, 1, search",
        "FENCED, 1, ''",
        "FENCED, 1, search",
        "SEMAPHORE, 2, ''",
        "SEMAPHORE, 2, search",
        "SEMAPHORE, 3, ''",
        "READ_WRITE, 1, ''",
        "READ_WRITE, 1, search"
    })
    void agreesWithBruteForce(LockKind kind, int permits, String algorithm) {
        Object[] granted = kind == LockKind.FENCED
                ? new Object[] {List.of("a", 1L), List.of("a", 2L), List.of("a", 3L), List.of("a", 4L)}
                : new Object[] {"a"};
        List<Draw> draws = new ArrayList<>(List.of(
                Draw.of("acquire", "a", granted),
                Draw.of("acquire", "a", granted),
                Draw.of("acquire", "a", granted),
                Draw.of("release", "a", "a"),
                Draw.of("release", "a", "a"),
                Draw.of("release", "a", "a"),
                Draw.of("session-lost", "a", "a")));
        if (kind == LockKind.READ_WRITE) {
            draws.addAll(List.of(ModelDraws.sharedLock()));
        }
        Checker checker =
                new LockChecker(kind, permits, null, algorithm.isEmpty() ? Optional.empty() : Optional.of(algorithm));
        Agreement.agree(kind.wire, kind.model(permits), draws, checker);
    }
}
