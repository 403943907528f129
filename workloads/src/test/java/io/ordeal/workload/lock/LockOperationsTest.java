package io.ordeal.workload.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LockOperationsTest {
    private static final Invocation ACQUIRE = new Invocation("acquire", "a");
    private static final Invocation RELEASE = new Invocation("release", "a");

    private final ProcessZero context = new ProcessZero();

    @Test
    void aGrantIsOkWithTheLockAndTheProcessCanBeFrozenWithItInHand() throws Exception {
        Completion completion = new LockOperations(granting(Grant.plain()), context).invoke(ACQUIRE);
        assertThat(completion).isEqualTo(Completion.ok("a"));
        assertThat(context.log).containsExactly("granted", "pause point");
    }

    @Test
    void aTokenIsToldWithTheLock() throws Exception {
        assertThat(new LockOperations(granting(Grant.withToken(41)), context).invoke(ACQUIRE))
                .isEqualTo(Completion.ok(List.of("a", 41L)));
    }

    @Test
    void noGrantFailsAndIsNoPlaceToFreeze() throws Exception {
        LockClient refusing = new Scripted(Optional.empty(), null);
        assertThat(new LockOperations(refusing, context).invoke(ACQUIRE).type()).isEqualTo(OpType.FAIL);
        assertThat(context.log).isEmpty();
    }

    @Test
    void aReleaseByOneWhoHoldsNothingFailsWhenItIsRefused() {
        LockClient locks = new Scripted(Optional.empty(), new DefiniteFailure("not the holder"));
        assertThatThrownBy(() -> new LockOperations(locks, context).invoke(RELEASE))
                .isInstanceOf(DefiniteFailure.class);
    }

    private LockClient granting(Grant grant) {
        return new Scripted(Optional.of(grant), null) {
            @Override
            public Optional<Grant> acquire(String lock) {
                context.log.add("granted");
                return super.acquire(lock);
            }
        };
    }

    /** A lock that always answers the same. */
    private static class Scripted implements LockClient {
        private final Optional<Grant> grant;
        private final @Nullable DefiniteFailure onRelease;

        Scripted(Optional<Grant> grant, @Nullable DefiniteFailure onRelease) {
            this.grant = grant;
            this.onRelease = onRelease;
        }

        @Override
        public Optional<Grant> acquire(String lock) {
            return grant;
        }

        @Override
        public void release(String lock) throws DefiniteFailure {
            if (onRelease != null) {
                throw onRelease;
            }
        }
    }
}
