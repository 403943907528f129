package io.ordeal.workload.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.history.OpType;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReentrantLockOperationsTest {
    private static final Invocation ACQUIRE = new Invocation("acquire", "a");
    private static final Invocation RELEASE = new Invocation("release", "a");

    private static final int ROUNDS = 100;

    private final Counting locks = new Counting();
    private final ReentrantLockOperations operations = new ReentrantLockOperations(locks, new ProcessZero());

    @Test
    void whoIsGrantedItHoldsItUntilTheReleaseWhichLeavesNothing() throws Exception {
        Set<Integer> held = new HashSet<>();
        Set<@Nullable Object> told = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            locks.token = 0;
            Completion granted = operations.invoke(ACQUIRE);
            assertThat(granted.type()).isEqualTo(OpType.OK);
            assertThat(granted.value()).isIn(List.of("a", 1L), List.of("a", 2L), List.of("a", 3L));
            told.add(granted.value());
            held.add(locks.count);
            assertThat(operations.invoke(RELEASE)).isEqualTo(Completion.ok("a"));
            assertThat(locks.count).isZero();
        }
        assertThat(held).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(told).containsExactlyInAnyOrder(List.of("a", 1L), List.of("a", 2L), List.of("a", 3L));
    }

    @Test
    void aHolderThatIsNotGrantedItAgainGivesBackWhatItHas() throws Exception {
        locks.most = 1;
        Set<OpType> seen = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            OpType type = operations.invoke(ACQUIRE).type();
            seen.add(type);
            assertThat(locks.count).isEqualTo(type == OpType.OK ? 1 : 0);
            if (type == OpType.OK) {
                operations.invoke(RELEASE);
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(OpType.OK, OpType.FAIL);
    }

    @Test
    void ofAnAcquireInWhichSomethingHasNoAnswerNothingIsKnown() {
        locks.silentAfter = 1;
        assertThatThrownBy(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        operations.invoke(ACQUIRE);
                        operations.invoke(RELEASE);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatItsHolderCannotReleaseIsUnknown() throws Exception {
        operations.invoke(ACQUIRE);
        while (locks.count < 2) {
            operations.invoke(RELEASE);
            operations.invoke(ACQUIRE);
        }
        locks.count = 1;
        assertThatThrownBy(() -> operations.invoke(RELEASE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReleaseByOneWhoHoldsNothingFailsWhenItIsRefused() {
        assertThatThrownBy(() -> operations.invoke(RELEASE)).isInstanceOf(DefiniteFailure.class);
    }

    /** A lock that nobody else wants. */
    private static final class Counting implements ReentrantFencedLockClient {
        private int count;
        private int most = Integer.MAX_VALUE;
        private int silentAfter = Integer.MAX_VALUE;
        private long token;

        @Override
        public Optional<Grant> acquire(String lock) throws IOException {
            if (count >= silentAfter) {
                throw new IOException("no answer");
            }
            if (count >= most) {
                return Optional.empty();
            }
            count++;
            token++;
            return Optional.of(Grant.withToken(token));
        }

        @Override
        public void release(String lock) throws DefiniteFailure {
            if (count == 0) {
                throw new DefiniteFailure("not the holder");
            }
            count--;
        }
    }
}
