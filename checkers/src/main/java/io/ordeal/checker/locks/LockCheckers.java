package io.ordeal.checker.locks;

import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checkers of locks. */
public final class LockCheckers implements CheckerProvider {
    private static final OpShape ACQUIRE =
            new OpShape("acquire", "the lock (nil if there is but one)", "the lock, or [lock token]");
    private static final OpShape ACQUIRE_TOKEN =
            new OpShape("acquire", "the lock (nil if there is but one)", "[lock token], token an integer");
    private static final OpShape RELEASE = new OpShape("release", "the lock", "the lock");
    private static final OpShape SESSION_LOST =
            new OpShape("session-lost", "the lock; the client records of itself that its hold is over", "the lock");

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
                        options -> new FencingChecker()),
                new CheckerSpec(
                        "lease",
                        "no two hold one lock at once before the time of the first, --ttl, is up",
                        List.of(ACQUIRE, RELEASE, SESSION_LOST),
                        options -> new LockChecker(
                                LockKind.LEASE,
                                1,
                                options.ttl()
                                        .orElseThrow(() -> new IllegalArgumentException(
                                                "lease needs to know how long a grant lasts: --ttl 2s")),
                                algorithm(LockKind.LEASE, options, Set.of("intervals")))),
                new CheckerSpec(
                        "semaphore",
                        "no more than --permits hold it at once, and only a holder releases it",
                        List.of(ACQUIRE, RELEASE, SESSION_LOST),
                        options -> new LockChecker(
                                LockKind.SEMAPHORE,
                                options.permits(),
                                null,
                                algorithm(LockKind.SEMAPHORE, options, Set.of("intervals", "search")))));
    }

    private static CheckerSpec lock(LockKind kind, String promise, OpShape acquire) {
        return new CheckerSpec(
                kind.wire,
                promise,
                List.of(acquire, RELEASE, SESSION_LOST),
                options -> new LockChecker(kind, 1, null, algorithm(kind, options, Set.of("intervals", "search"))));
    }

    private static Optional<String> algorithm(LockKind kind, CheckerOptions options, Set<String> known) {
        options.algorithm().filter(name -> !known.contains(name)).ifPresent(name -> {
            throw new IllegalArgumentException(kind.wire + " has no algorithm named " + name + ": --algorithm "
                    + String.join(" or ", known.stream().sorted().toList()) + ", or leave it out");
        });
        return options.algorithm();
    }
}
