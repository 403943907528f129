package io.ordeal.checker.locks;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import io.ordeal.checker.linearizability.Linearizability;
import java.util.List;
import java.util.Set;

/** The checkers of locks. */
public final class LockCheckers implements CheckerProvider {
    private static final OpShape ACQUIRE =
            new OpShape("acquire", "the lock (nil if there is but one)", "the lock, or [lock token]");
    private static final OpShape ACQUIRE_TOKEN =
            new OpShape("acquire", "the lock (nil if there is but one)", "[lock token], token an integer");
    private static final OpShape ACQUIRE_SHARED =
            new OpShape(LockKind.ACQUIRE_SHARED, "the lock; others may have a share of it, too", "the lock");
    private static final OpShape RELEASE = new OpShape("release", "the lock", "the lock");
    private static final OpShape SESSION_LOST =
            new OpShape("session-lost", "the lock; the client records of itself that its hold is over", "the lock");

    private static final List<String> ALGORITHMS = List.of(LockChecker.INTERVALS, Linearizability.SEARCH);

    @Override
    public List<CheckerSpec> checkers() {
        return List.of(
                lock(LockKind.MUTEX, "no two hold one lock at once, and only the holder releases it", ACQUIRE),
                lock(
                        LockKind.REENTRANT,
                        "as mutex; the holder may acquire again what it holds, and releases it as often",
                        ACQUIRE),
                lock(LockKind.FENCED, "as mutex; each grant's token is above the last's", ACQUIRE_TOKEN),
                new CheckerSpec(
                        "fencing",
                        "each token is granted once, and rises in real time; overlapping holds are a note",
                        List.of(ACQUIRE_TOKEN, RELEASE, SESSION_LOST),
                        Set.of(),
                        List.of(),
                        options -> new FencingChecker()),
                new CheckerSpec(
                        "lease",
                        "no two hold one lock at once before the time of the first, --ttl, is up",
                        List.of(ACQUIRE, RELEASE, SESSION_LOST),
                        Set.of(CheckerOption.TTL),
                        List.of(LockChecker.INTERVALS),
                        options -> new LockChecker(
                                LockKind.LEASE,
                                1,
                                options.ttl()
                                        .orElseThrow(() -> new IllegalArgumentException(
                                                "lease needs to know how long a grant lasts: --ttl 2s")),
                                options.algorithm())),
                new CheckerSpec(
                        "semaphore",
                        "no more than --permits, 1 without, hold it at once, and only a holder releases it",
                        List.of(ACQUIRE, RELEASE, SESSION_LOST),
                        Set.of(CheckerOption.PERMITS),
                        ALGORITHMS,
                        options -> new LockChecker(LockKind.SEMAPHORE, options.permits(), null, options.algorithm())),
                new CheckerSpec(
                        LockKind.READ_WRITE.wire,
                        "who holds a lock is alone with it, but many may share it; only who has it releases it",
                        List.of(ACQUIRE, ACQUIRE_SHARED, RELEASE, SESSION_LOST),
                        Set.of(),
                        ALGORITHMS,
                        options -> new LockChecker(LockKind.READ_WRITE, 1, null, options.algorithm())));
    }

    private static CheckerSpec lock(LockKind kind, String promise, OpShape acquire) {
        return new CheckerSpec(
                kind.wire,
                promise,
                List.of(acquire, RELEASE, SESSION_LOST),
                Set.of(),
                ALGORITHMS,
                options -> new LockChecker(kind, 1, null, options.algorithm()));
    }
}
