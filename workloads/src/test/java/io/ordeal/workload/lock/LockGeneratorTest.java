package io.ordeal.workload.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.client.Completion;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.generator.Simulation.Outcome;
import io.ordeal.generator.Simulation.SimulatedSystem;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LockGeneratorTest {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final int WORKERS = 5;
    private static final int LOCKS = 2;

    @Test
    void whoeverIsGrantedALockReleasesItSoonAndDoesNothingElseBefore() {
        List<Op> history = simulate(1, new OneHolder());
        Map<Integer, Op> granted = new HashMap<>();
        int releases = 0;
        for (Op op : history) {
            if (op.type() == OpType.INVOKE) {
                Op grant = granted.remove(op.process());
                if (grant != null) {
                    assertThat(op.f()).isEqualTo("release");
                    assertThat(op.value()).isEqualTo(grant.value());
                    assertThat(op.timeNanos() - grant.timeNanos())
                            .isBetween(0L, Duration.ofMillis(40).toNanos());
                    releases++;
                }
            } else if (op.f().equals("acquire") && op.type() == OpType.OK) {
                granted.put(op.process(), op);
            }
        }
        assertThat(releases).isGreaterThan(100);
    }

    @Test
    void onlyARefusedProcessReleasesWhatItDoesNotHoldAndOnlyNowAndThen() {
        List<Op> history = simulate(2, new OneHolder());
        Map<Integer, Op> last = new HashMap<>();
        int refused = 0;
        int strays = 0;
        for (Op op : history) {
            if (op.type() != OpType.INVOKE) {
                last.put(op.process(), op);
                refused += op.f().equals("acquire") && op.type() == OpType.FAIL ? 1 : 0;
            } else if (op.f().equals("release")) {
                Op before = Objects.requireNonNull(last.get(op.process()));
                assertThat(before.f()).isEqualTo("acquire");
                assertThat(op.value()).isEqualTo(before.value());
                strays += before.type() == OpType.FAIL ? 1 : 0;
            }
        }
        assertThat(strays).isPositive().isLessThan(refused / 4);
    }

    @Test
    void aProcessOfUnknownOutcomeIsFollowedByOneThatStartsOver() {
        List<Op> history = simulate(3, invocation -> new Outcome(MILLI, Completion.info(invocation.value(), "lost")));
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.INVOKE)
                .allSatisfy(op -> assertThat(op.f()).isEqualTo("acquire"))
                .extracting(Op::process)
                .doesNotHaveDuplicates();
    }

    @Test
    void whichLocksAWorkerAsksForDoesNotHangOnHowFastTheSystemIs() {
        assertThat(askedFor(simulate(4, Simulation.perfect(MILLI)), 100))
                .isEqualTo(askedFor(simulate(4, Simulation.perfect(Duration.ofMillis(33))), 100));
    }

    @Test
    void whereOperationsHaveToWaitAHoldWaitsForTwoAtMost() {
        List<Op> history = new Simulation(WORKERS, false, 5)
                .run(
                        Generators.limit(
                                300,
                                Generators.delay(
                                        Duration.ofMillis(200),
                                        new LockGenerator(WORKERS, 100, LockUse.ALONE, LockRun.mayBeHeld()))),
                        Simulation.perfect(MILLI));
        Map<Integer, Long> granted = new HashMap<>();
        for (Op op : history) {
            if (op.type() == OpType.OK && op.f().equals("acquire")) {
                granted.put(op.process(), op.timeNanos());
            } else if (op.type() == OpType.INVOKE && op.f().equals("release")) {
                long held = op.timeNanos() - Objects.requireNonNull(granted.remove(op.process()));
                assertThat(Duration.ofNanos(held)).isLessThanOrEqualTo(Duration.ofMillis(2 * 200 + 40));
            }
        }
    }

    private static List<Op> simulate(long seed, SimulatedSystem system) {
        return new Simulation(WORKERS, false, seed)
                .run(
                        Generators.limit(2_000, new LockGenerator(WORKERS, LOCKS, LockUse.ALONE, LockRun.mayBeHeld())),
                        system);
    }

    /** The locks that each worker asked for first, in order. */
    private static Map<Integer, List<Object>> askedFor(List<Op> history, int first) {
        Map<Integer, List<Object>> locks = new HashMap<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            int process = worker;
            locks.put(
                    worker,
                    history.stream()
                            .filter(op -> op.process() == process && op.type() == OpType.INVOKE)
                            .filter(op -> op.f().equals("acquire"))
                            .limit(first)
                            .<Object>map(op -> Objects.requireNonNull(op.value()))
                            .toList());
        }
        return locks;
    }

    /** A lock that does not wait. */
    private static final class OneHolder implements SimulatedSystem {
        private final Map<Object, Integer> holders = new HashMap<>();

        @Override
        public Outcome outcome(Op invocation) {
            Object lock = Objects.requireNonNull(invocation.value());
            boolean done = invocation.f().equals("acquire")
                    ? holders.putIfAbsent(lock, invocation.process()) == null
                    : holders.remove(lock, invocation.process());
            return new Outcome(MILLI, done ? Completion.ok(lock) : Completion.fail(lock, "no"));
        }
    }
}
