package io.ordeal.targets;

import static io.ordeal.targets.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;
import io.ordeal.workload.lock.LockClient;
import org.junit.jupiter.api.Test;

/** What every lock with tokens has to show on real servers, whose grants end by themselves after a while. */
public interface FencedLockContract {
    /** A worker's client, of a cluster that all of them share. */
    FencedLockClient lock(int worker);

    @Test
    default void whoDoesNotHoldItReleasesNothingAndTokensRise() throws Exception {
        try (FencedLockClient mine = lock(0);
                FencedLockClient other = lock(1)) {
            assertThatThrownBy(() -> other.release("a")).isInstanceOf(DefiniteFailure.class);
            long first = token(mine, "a");
            assertThat(isGranted(other, "a")).isFalse();
            assertThatThrownBy(() -> other.release("a")).isInstanceOf(DefiniteFailure.class);
            long second = token(other, "a");
            assertThat(second).isGreaterThan(first);
            other.release("a");
            assertThat(token(mine, "a")).isGreaterThan(second);
            mine.release("a");
        }
    }

    @Test
    default void whoSleepsLosesItAndIsToldSoAtTheRelease() throws Exception {
        try (FencedLockClient sleeper = lock(0);
                FencedLockClient other = lock(1)) {
            long first = token(sleeper, "b");
            assertThat(token(other, "b")).isGreaterThan(first);
            assertThatThrownBy(() -> sleeper.release("b")).isInstanceOf(DefiniteFailure.class);
            other.release("b");
        }
    }

    /** Granted sooner or later: on a busy machine a grant may come too late to be taken. */
    private static long token(LockClient lock, String name) throws Exception {
        Grant[] grant = new Grant[1];
        eventually("the lock is granted", () -> {
            grant[0] = lock.acquire(name).orElse(null);
            return grant[0] != null;
        });
        return requireNonNull(grant[0]).token().orElseThrow();
    }

    /** Not so if it is refused, or not even heard, as during an election. */
    private static boolean isGranted(LockClient lock, String name) throws Exception {
        try {
            return lock.acquire(name).isPresent();
        } catch (DefiniteFailure unheard) {
            return false;
        }
    }
}
