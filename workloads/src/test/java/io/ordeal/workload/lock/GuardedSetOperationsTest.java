package io.ordeal.workload.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.Keyword;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardedSetOperationsTest {
    private final GuardedSet set = new GuardedSet();
    private final ProcessZero context = new ProcessZero();
    private final Locks locks = new Locks();

    @Test
    void anAddReadsWritesAndReleasesAndTellsTheVersions() throws Exception {
        GuardedSetOperations operations = operations();
        operations.invoke(add(5));
        assertThat(done(operations.invoke(add(6))))
                .containsEntry(Keyword.of("element"), 6L)
                .containsEntry(Keyword.of("read"), 1L)
                .containsEntry(Keyword.of("wrote"), 2L);
        assertThat(set.elements()).containsExactly(5L, 6L);
        assertThat(locks.log).containsExactly("acquire", "release", "acquire", "release");
    }

    @Test
    void whoeverIsFrozenBetweenReadAndWriteUndoesWhatOthersDidMeanwhile() throws Exception {
        context.whilePaused(() -> addByAnother(OptionalLong.empty()));
        operations().invoke(add(5));
        assertThat(set.elements()).containsExactly(5L);
    }

    @Test
    void aTokenFromBeforeIsTurnedAwayAndTheLockReleased() {
        locks.grant = Grant.withToken(10);
        context.whilePaused(() -> addByAnother(OptionalLong.of(11)));
        assertThatThrownBy(() -> operations().invoke(add(5)))
                .isInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("11")
                .hasMessageContaining("10");
        assertThat(set.elements()).containsExactly(99L);
        assertThat(locks.log).containsExactly("acquire", "release");
    }

    @Test
    void aReadAloneIsEnoughToTurnAnOlderTokenAway() throws Exception {
        set.read(OptionalLong.of(11));
        GuardedSet.State before = set.read(OptionalLong.of(11));
        assertThatThrownBy(() -> set.write(OptionalLong.of(10), before)).isInstanceOf(DefiniteFailure.class);
        assertThatThrownBy(() -> set.read(OptionalLong.of(10))).isInstanceOf(DefiniteFailure.class);
        assertThat(set.write(OptionalLong.of(11), before.plus(1))).isEqualTo(1);
    }

    @Test
    void aReleaseOfUnknownOutcomeLeavesTheAddOkAndEndsTheClient() throws Exception {
        locks.onRelease = new IOException("connection lost");
        GuardedSetOperations operations = operations();
        assertThat(done(operations.invoke(add(5)))).containsEntry(Keyword.of("wrote"), 1L);
        assertThatThrownBy(() -> operations.invoke(add(6)))
                .isNotInstanceOf(DefiniteFailure.class)
                .hasMessageContaining("connection lost");
        assertThat(set.elements()).containsExactly(5L);
        assertThat(locks.log).containsExactly("acquire", "release");
    }

    @Test
    void anOperationThatWasGivenUpWritesNoMoreOnceItsClientIsClosed() {
        GuardedSetOperations operations = operations();
        context.whilePaused(() -> close(operations));
        assertThatThrownBy(() -> operations.invoke(add(5))).isInstanceOf(InterruptedException.class);
        assertThat(set.elements()).isEmpty();
    }

    @Test
    void noGrantFails() throws Exception {
        locks.grant = null;
        assertThat(operations().invoke(add(5)).error()).isEqualTo("not granted");
        assertThat(set.elements()).isEmpty();
    }

    private GuardedSetOperations operations() {
        return new GuardedSetOperations(locks, context, lock -> set);
    }

    private static Invocation add(long element) {
        return new Invocation("add", GuardedSetOperations.addition("a", element));
    }

    @SuppressWarnings("unchecked") // of an ok add
    private static Map<Keyword, Object> done(Completion completion) {
        assertThat(completion.error()).isNull();
        return (Map<Keyword, Object>) Objects.requireNonNull(completion.value());
    }

    private void addByAnother(OptionalLong token) {
        try {
            set.write(token, set.read(token).plus(99));
        } catch (DefiniteFailure turnedAway) {
            throw new AssertionError(turnedAway);
        }
    }

    private static void close(GuardedSetOperations operations) {
        try {
            operations.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A lock that grants whatever is asked of it. */
    private static final class Locks implements LockClient {
        final List<String> log = new ArrayList<>();

        @Nullable
        Grant grant = Grant.plain();

        @Nullable
        IOException onRelease;

        @Override
        public Optional<Grant> acquire(String lock) {
            log.add("acquire");
            return Optional.ofNullable(grant);
        }

        @Override
        public void release(String lock) throws IOException {
            log.add("release");
            if (onRelease != null) {
                throw onRelease;
            }
        }
    }
}
