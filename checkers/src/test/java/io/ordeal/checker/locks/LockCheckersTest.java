package io.ordeal.checker.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockCheckersTest {
    private final HistoryBuilder history = new HistoryBuilder();
    private int index;

    @Test
    void twoHoldersAreBothNamed() {
        at(1, 3, OpType.INVOKE, "acquire", "a");
        at(2, 5, OpType.INVOKE, "acquire", "a");
        at(3, 3, OpType.OK, "acquire", "a");
        at(7, 5, OpType.OK, "acquire", "a");
        at(9, 3, OpType.INVOKE, "release", "a");
        at(10, 3, OpType.OK, "release", "a");
        Anomaly anomaly = only("mutex");
        assertThat(anomaly.type()).isEqualTo("overlapping-holds");
        assertThat(anomaly.key()).isEqualTo("a");
        assertThat(anomaly.explanation())
                .isEqualTo("process 5 was granted lock a at event 3 (7.0 ms), while process 3 held it from event 2"
                        + " (3.0 ms) until it began to release it at event 4 (9.0 ms)");
        assertThat(anomaly.witness()).extracting(Op::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(anomaly.details()).containsKeys("holds", "count");
    }

    @Test
    void aReleaseByAnotherIsNamed() {
        history.invoke(0, "acquire", null).ok(0, "acquire", null);
        history.invoke(1, "release", null).ok(1, "release", null);
        Anomaly anomaly = only("mutex");
        assertThat(anomaly.type()).isEqualTo("release-by-other");
        assertThat(anomaly.explanation()).contains("process 1 released the lock", "process 0 did");
    }

    @Test
    void aFailedReleaseLeavesTheHoldAndAnUnknownOneEndsIt() {
        history.invoke(0, "acquire", 1)
                .ok(0, "acquire", 1)
                .invoke(0, "release", 1)
                .fail(0, "release", 1);
        history.invoke(1, "acquire", 1).ok(1, "acquire", 1);
        assertThat(only("mutex").type()).isEqualTo("overlapping-holds");

        History unknown = new HistoryBuilder()
                .invoke(0, "acquire", 1)
                .ok(0, "acquire", 1)
                .invoke(0, "release", 1)
                .info(0, "release", 1)
                .invoke(1, "acquire", 1)
                .ok(1, "acquire", 1)
                .build();
        assertThat(check("mutex", unknown).verdict().isValid()).isTrue();
    }

    @Test
    void aHolderThatWasToldOfItsLostSessionIsNotBlamed() {
        history.invoke(0, "acquire", 1).ok(0, "acquire", 1);
        history.invoke(0, "session-lost", 1).ok(0, "session-lost", 1);
        history.invoke(1, "acquire", 1).ok(1, "acquire", 1);
        history.invoke(0, "release", 1).ok(0, "release", 1);
        CheckResult result = check("mutex", history.build());
        assertThat(result.verdict().isValid()).isTrue();
        assertThat(result.notes()).anyMatch(note -> note.contains("1 releases came after"));
        assertThat(result.notes()).anyMatch(note -> note.contains("1 of 2 holds ended by their own client's word"));
    }

    @Test
    void whereEveryHoldEndsByItsClientsWordNothingIsShown() {
        for (int process = 0; process < 100; process++) {
            history.invoke(process, "acquire", "l").ok(process, "acquire", "l");
            history.invoke(process, "session-lost", "l").ok(process, "session-lost", "l");
        }
        History all = history.build();
        for (String checker : List.of("mutex", "reentrant-mutex", "semaphore")) {
            CheckResult result = judge(checker, CheckerOptions.DEFAULT, all);
            assertThat(result.verdict().toString())
                    .contains("Unknown", "none with an answer that could have been wrong");
            assertThat(result.notes())
                    .anyMatch(note -> note.contains("100 of 100 holds ended by their own client's word"));
        }
        assertThat(judge("mutex", CheckerOptions.DEFAULT.withAlgorithm("search"), all)
                        .verdict()
                        .isUnknown())
                .isTrue();
    }

    @Test
    void aHolderThatIsToldTooLateIs() {
        history.invoke(0, "acquire", 1).ok(0, "acquire", 1);
        history.invoke(1, "acquire", 1).ok(1, "acquire", 1);
        history.invoke(0, "session-lost", 1).ok(0, "session-lost", 1);
        assertThat(only("mutex").explanation()).contains("until it was told that its session was lost");
    }

    @Test
    void aLostSessionAfterAnUnknownAcquireNeedsNoSearch() {
        history.invoke(0, "acquire", 1).info(0, "acquire", 1);
        history.invoke(0, "session-lost", 1).ok(0, "session-lost", 1);
        history.invoke(1, "acquire", 1).ok(1, "acquire", 1);
        CheckResult result = judge("mutex", CheckerOptions.DEFAULT.withAlgorithm("intervals"), history.build());
        assertThat(result.verdict().isValid()).isTrue();
    }

    @Test
    void locksAreJudgedApart() {
        history.invoke(0, "acquire", "a")
                .ok(0, "acquire", "a")
                .invoke(1, "acquire", "b")
                .ok(1, "acquire", "b");
        assertThat(check("mutex", history.build()).verdict().isValid()).isTrue();
    }

    @Test
    void aReentrantHoldEndsWithItsLastRelease() {
        history.invoke(0, "acquire", 1)
                .ok(0, "acquire", 1)
                .invoke(0, "acquire", 1)
                .ok(0, "acquire", 1);
        history.invoke(0, "release", 1).ok(0, "release", 1);
        assertThat(check("reentrant-mutex", history.build()).verdict().isValid())
                .isTrue();
        assertThat(check("mutex", history.build()).verdict().isInvalid()).isTrue();
        history.invoke(1, "acquire", 1).ok(1, "acquire", 1);
        assertThat(only("reentrant-mutex").type()).isEqualTo("overlapping-holds");
    }

    @Test
    void aSemaphoreHasItsPermitsAndNoMore() {
        for (int process = 0; process < 3; process++) {
            history.invoke(process, "acquire", 1).ok(process, "acquire", 1);
        }
        CheckerOptions three = CheckerOptions.DEFAULT.withPermits(3);
        CheckerOptions two = CheckerOptions.DEFAULT.withPermits(2);
        assertThat(judge("semaphore", three, history.build()).verdict().isValid())
                .isTrue();
        Anomaly anomaly = judge("semaphore", two, history.build())
                .verdict()
                .anomaliesOrNone()
                .get(0);
        assertThat(anomaly.type()).isEqualTo("overlapping-holds");
        assertThat(anomaly.explanation()).contains("process 2 was granted", "process 0 held", "process 1 held");
    }

    @Test
    void manyMayShareALockThatNobodyHolds() {
        for (int process = 0; process < 3; process++) {
            history.invoke(process, "acquire-shared", 1).ok(process, "acquire-shared", 1);
        }
        assertThat(check("read-write-mutex", history.build()).verdict().isValid())
                .isTrue();
        history.invoke(3, "acquire", 1).ok(3, "acquire", 1);
        assertThat(only("read-write-mutex").explanation())
                .contains("process 3 was granted lock 1", "process 0 had a share of it");
    }

    @Test
    void nobodySharesALockThatIsHeld() {
        history.invoke(0, "acquire", 1).ok(0, "acquire", 1);
        history.invoke(1, "acquire-shared", 1).ok(1, "acquire-shared", 1);
        Anomaly anomaly = only("read-write-mutex");
        assertThat(anomaly.type()).isEqualTo("overlapping-holds");
        assertThat(anomaly.explanation()).contains("process 1 was granted a share of lock 1", "process 0 held it");
    }

    @Test
    void sharesAreKnownToReadWriteLocksAlone() {
        history.invoke(0, "acquire-shared", 1).ok(0, "acquire-shared", 1);
        assertThat(check("mutex", history.build()).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.cause())
                                .contains("a lock knows :acquire, :release and :session-lost, not :acquire-shared"));
    }

    @Test
    void tokensOfAFencedMutexRise() {
        history.invoke(0, "acquire", 1)
                .ok(0, "acquire", List.of(1, 7))
                .invoke(0, "release", 1)
                .ok(0, "release", 1);
        history.invoke(1, "acquire", 1).ok(1, "acquire", List.of(1, 7));
        Anomaly anomaly = only("fenced-mutex");
        assertThat(anomaly.type()).isEqualTo("token-not-rising");
        assertThat(anomaly.explanation()).contains("with token 7", "the same token");
    }

    @Test
    void fencingAllowsOverlapsButNoStaleToken() {
        History overlapping = new HistoryBuilder()
                .invoke(0, "acquire", 1)
                .ok(0, "acquire", List.of(1, 7))
                .invoke(1, "acquire", 1)
                .ok(1, "acquire", List.of(1, 8))
                .build();
        CheckResult result = check("fencing", overlapping);
        assertThat(result.verdict().isValid()).isTrue();
        assertThat(result.notes()).anyMatch(note -> note.startsWith("1 holds overlapped"));
        assertThat(check("fenced-mutex", overlapping).verdict().isInvalid()).isTrue();

        History concurrent = new HistoryBuilder()
                .invoke(0, "acquire", 1)
                .invoke(1, "acquire", 1)
                .ok(0, "acquire", List.of(1, 8))
                .ok(1, "acquire", List.of(1, 7))
                .build();
        assertThat(check("fencing", concurrent).verdict().isValid()).isTrue();

        History falling = new HistoryBuilder()
                .invoke(0, "acquire", 1)
                .ok(0, "acquire", List.of(1, 8))
                .invoke(1, "acquire", 1)
                .ok(1, "acquire", List.of(1, 7))
                .build();
        assertThat(check("fencing", falling).verdict().anomaliesOrNone().get(0).type())
                .isEqualTo("token-not-rising");

        History twice = new HistoryBuilder()
                .invoke(0, "acquire", 1)
                .invoke(1, "acquire", 1)
                .ok(0, "acquire", List.of(1, 8))
                .ok(1, "acquire", List.of(1, 8))
                .build();
        assertThat(check("fencing", twice).verdict().isInvalid()).isTrue();
    }

    @Test
    void aLeaseEndsByItself() {
        at(0, 0, OpType.INVOKE, "acquire", 1);
        at(5, 0, OpType.OK, "acquire", 1);
        at(99, 1, OpType.INVOKE, "acquire", 1);
        at(100, 1, OpType.OK, "acquire", 1);
        at(200, 0, OpType.INVOKE, "release", 1);
        at(201, 0, OpType.OK, "release", 1);
        CheckerOptions shorter = CheckerOptions.DEFAULT.withTtl(Duration.ofMillis(100));
        CheckerOptions longer = CheckerOptions.DEFAULT.withTtl(Duration.ofMillis(101));
        assertThat(judge("lease", shorter, history.build()).verdict().isValid()).isTrue();
        Anomaly anomaly = judge("lease", longer, history.build())
                .verdict()
                .anomaliesOrNone()
                .get(0);
        assertThat(anomaly.explanation()).contains("process 1 was granted lock 1", "its lease ran out");
        assertThatThrownBy(() -> Checkers.named("lease", CheckerOptions.DEFAULT))
                .hasMessageContaining("--ttl");
    }

    /** Process 0's release may be on its way still, and end what it acquired after it. */
    @Test
    void aLeaseThatALateReleaseMayHaveEndedIsInDoubt() {
        at(0, 0, OpType.INVOKE, "acquire", 1);
        at(1, 0, OpType.OK, "acquire", 1);
        at(2, 0, OpType.INVOKE, "release", 1);
        at(3, 0, OpType.INFO, "release", 1);
        at(4, 0, OpType.INVOKE, "acquire", 1);
        at(5, 0, OpType.OK, "acquire", 1);
        at(6, 1, OpType.INVOKE, "acquire", 1);
        at(7, 1, OpType.OK, "acquire", 1);
        CheckerOptions options = CheckerOptions.DEFAULT.withTtl(Duration.ofMillis(100));
        assertThat(judge("lease", options, history.build()).verdict().toString())
                .contains("process 0 acquired the lease at event 5 after a release whose outcome it never learnt");
    }

    @Test
    void aLeaseWithoutTimesCannotBeJudged() {
        history.invoke(0, "acquire", 1).ok(0, "acquire", 1);
        CheckerOptions options = CheckerOptions.DEFAULT.withTtl(Duration.ofSeconds(1));
        assertThat(judge("lease", options, history.build()).verdict().isUnknown())
                .isTrue();
    }

    @Test
    void whatIsNoLockIsNotJudged() {
        history.invoke(0, "write", 1).ok(0, "write", 1);
        assertThat(check("mutex", history.build()).verdict().toString()).contains(":acquire, :release");
        History noToken =
                new HistoryBuilder().invoke(0, "acquire", 1).ok(0, "acquire", 1).build();
        assertThat(check("fencing", noToken).verdict().isUnknown()).isTrue();
        assertThat(check("fenced-mutex", noToken).verdict().isUnknown()).isTrue();
    }

    private void at(long millis, int process, OpType type, String f, Object value) {
        history.add(new Op(index++, millis * 1_000_000, process, type, f, value, null));
    }

    private Anomaly only(String checker) {
        List<Anomaly> anomalies = check(checker, history.build()).verdict().anomaliesOrNone();
        assertThat(anomalies).hasSize(1);
        return anomalies.get(0);
    }

    private static CheckResult check(String checker, History history) {
        return judge(checker, CheckerOptions.DEFAULT, history);
    }

    private static CheckResult judge(String checker, CheckerOptions options, History history) {
        return Checkers.judge(Checkers.named(checker, options), history, CheckContext.unlimited());
    }
}
