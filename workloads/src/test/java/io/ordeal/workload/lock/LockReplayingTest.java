package io.ordeal.workload.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Invocation;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockReplayingTest {
    private static final Invocation RELEASE = new Invocation("release", "lock1");
    private static final Invocation ACQUIRE = new Invocation("acquire", "lock2");
    private static final Optional<Op> GRANTED = acquired(OpType.OK, "lock1");
    private static final Optional<Op> WITH_TOKEN = acquired(OpType.OK, List.of("lock1", 7L));
    private static final Optional<Op> REFUSED = acquired(OpType.FAIL, "lock1");
    private static final Optional<Op> UNKNOWN = acquired(OpType.INFO, "lock1");

    private static Optional<Op> acquired(OpType type, Object value) {
        return Optional.of(new Op(1, 1, 0, type, "acquire", value, null));
    }

    private static List<Invocation> instead(Invocation recorded, Optional<Op> then, Optional<Op> now) {
        return new LockReplaying(LockRun.mayBeHeld()).instead(recorded, then, now);
    }

    private static Optional<Invocation> owed(Optional<Op> answer, Optional<Invocation> next) {
        return new LockReplaying(LockRun.mayBeHeld()).owed(answer.orElseThrow(), next);
    }

    @Test
    void aReleaseFollowsAGrantAndNothingElse() {
        assertThat(instead(RELEASE, GRANTED, GRANTED)).containsExactly(RELEASE);
        assertThat(instead(RELEASE, GRANTED, REFUSED)).isEmpty();
        assertThat(instead(RELEASE, GRANTED, UNKNOWN)).isEmpty();
        assertThat(instead(RELEASE, GRANTED, Optional.empty())).isEmpty();
    }

    @Test
    void aReleaseOfARefusedProcessIsMadeAgainAsSuchAndOfAGrantedOneAsAnyOther() {
        assertThat(instead(RELEASE, REFUSED, REFUSED)).containsExactly(RELEASE);
        assertThat(instead(RELEASE, REFUSED, GRANTED)).containsExactly(RELEASE);
    }

    @Test
    void whoWasGrantedALockThatTheRecordingWasNotGivesItBackFirst() {
        assertThat(owed(GRANTED, Optional.of(ACQUIRE))).contains(RELEASE);
        assertThat(owed(WITH_TOKEN, Optional.of(ACQUIRE))).contains(RELEASE);
        assertThat(owed(GRANTED, Optional.empty())).contains(RELEASE);
        assertThat(owed(GRANTED, Optional.of(RELEASE))).isEmpty();
        assertThat(owed(REFUSED, Optional.of(ACQUIRE))).isEmpty();
        assertThat(instead(ACQUIRE, REFUSED, REFUSED)).containsExactly(ACQUIRE);
        assertThat(instead(ACQUIRE, Optional.empty(), Optional.empty())).containsExactly(ACQUIRE);
    }
}
