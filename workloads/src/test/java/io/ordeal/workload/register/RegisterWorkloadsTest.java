package io.ordeal.workload.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.client.Completion;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.generator.Simulation.Outcome;
import io.ordeal.generator.Simulation.SimulatedSystem;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegisterWorkloadsTest {
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(3, 6, 2, 50, Duration.ofSeconds(10));

    @Test
    void aCorrectRegisterIsValid() {
        assertThat(judge(new RegisterWorkload(), new Registers(0), 2_000)).isEqualTo(Verdict.valid());
        assertThat(judge(new CasRegisterWorkload(), new Registers(0), 2_000)).isEqualTo(Verdict.valid());
    }

    @Test
    void aRegisterThatForgetsNowAndThenIsCaught() {
        assertThat(judge(new RegisterWorkload(), new Registers(7), 2_000).isInvalid())
                .isTrue();
        assertThat(judge(new CasRegisterWorkload(), new Registers(7), 2_000).isInvalid())
                .isTrue();
    }

    /** Whom the last read of a register falls to is chance; so each client reads each. */
    @Test
    void aWriteThatOneServerAloneLostIsCaught() {
        for (Workload<?> workload : List.of(new RegisterWorkload(), new CasRegisterWorkload())) {
            for (int worker = 0; worker < OPTIONS.concurrency(); worker++) {
                int stale = worker;
                Registers registers = new Registers(0);
                SimulatedSystem system = invocation -> invocation.index() >= 2 * 1_000
                                && invocation.process() % OPTIONS.concurrency() == stale
                                && Objects.equals(pair(invocation).get(0), "r3")
                        ? new Outcome(Duration.ofMillis(1), Completion.ok(Arrays.asList("r3", null)))
                        : registers.outcome(invocation);
                assertThat(judge(workload, system, 1_000).isInvalid()).isTrue();
            }
        }
    }

    @Test
    void aRunWithoutItsLastReadsIsUnknown() {
        for (Workload<?> workload : List.of(new RegisterWorkload(), new CasRegisterWorkload())) {
            assertThat(judge(workload, simulate(workload, new Registers(0), 2_000))
                            .toString())
                    .contains("Unknown", " registers, such as r", "were not read after their last write");
        }
    }

    @Test
    void aRunOfAFewOperationsIsUnknown() {
        assertThat(judge(new RegisterWorkload(), new Registers(0), 20).isUnknown())
                .isTrue();
        assertThat(judge(new CasRegisterWorkload(), new Registers(0), 20).isUnknown())
                .isTrue();
    }

    /** Whoever keeps registers to itself, as a client's cache does, is never found out by itself. */
    @Test
    void aRunOfOneClientIsUnknown() {
        for (Workload<?> workload : List.of(new RegisterWorkload(), new CasRegisterWorkload())) {
            WorkloadRun<?> run = workload.start(new WorkloadOptions(3, 1, 2, 50, Duration.ofSeconds(10)));
            List<Op> history = new Simulation(1, false, OPTIONS.seed())
                    .run(
                            Generators.phases(Generators.limit(2_000, run.generator()), run.finalGenerator()),
                            new Registers(0));
            assertThat(judge(workload, history).toString())
                    .contains("Unknown", "no process ever read what another had written");
        }
    }

    @Test
    void registerWritesEveryValueOnce() {
        List<Op> history = simulate(new RegisterWorkload(), new Registers(0), 2_000);
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.INVOKE && op.f().equals("write"))
                .hasSizeGreaterThan(500)
                .extracting(op -> pair(op).get(1))
                .doesNotHaveDuplicates();
    }

    @Test
    void fewRegistersAreInUseAtOnceAndEachIsGivenUpInTime() {
        List<Op> history = simulate(new RegisterWorkload(), new Registers(0), 2_000);
        Map<Object, Integer> operations = new HashMap<>();
        history.stream()
                .filter(op -> op.type() == OpType.INVOKE)
                .forEach(op -> operations.merge(Objects.requireNonNull(pair(op).get(0)), 1, Integer::sum));
        assertThat(operations).hasSizeBetween(35, 45);
        assertThat(operations.values()).allSatisfy(count -> assertThat(count).isLessThan(100));
    }

    private static Verdict judge(Workload<?> workload, SimulatedSystem system, int operations) {
        WorkloadRun<?> run = workload.start(OPTIONS);
        return judge(
                workload,
                simulate(
                        Generators.phases(Generators.limit(operations, run.generator()), run.finalGenerator()),
                        system));
    }

    private static Verdict judge(Workload<?> workload, List<Op> history) {
        HistoryBuilder builder = new HistoryBuilder();
        history.forEach(builder::add);
        return Checkers.judge(workload.checker(OPTIONS), builder.build(), CheckContext.unlimited())
                .verdict();
    }

    private static List<Op> simulate(Workload<?> workload, SimulatedSystem system, int operations) {
        return simulate(Generators.limit(operations, workload.start(OPTIONS).generator()), system);
    }

    private static List<Op> simulate(Generator generator, SimulatedSystem system) {
        return new Simulation(OPTIONS.concurrency(), false, OPTIONS.seed()).run(generator, system);
    }

    private static List<?> pair(Op op) {
        return (List<?>) Objects.requireNonNull(op.value());
    }

    /** Registers that do each operation when it is invoked, but forget one change of so many. */
    private static final class Registers implements SimulatedSystem {
        private final int forgetsOneOf;
        private final Map<Object, Object> values = new HashMap<>();
        private final Set<Integer> changes = new HashSet<>();

        /** @param forgetsOneOf 0 = none */
        Registers(int forgetsOneOf) {
            this.forgetsOneOf = forgetsOneOf;
        }

        @Override
        public Outcome outcome(Op invocation) {
            Object key = Objects.requireNonNull(pair(invocation).get(0));
            return new Outcome(
                    Duration.ofNanos(100_000 + invocation.index() % 7),
                    completion(invocation, key, pair(invocation).get(1)));
        }

        private Completion completion(Op invocation, Object key, @Nullable Object argument) {
            switch (invocation.f()) {
                case "read" -> {
                    return Completion.ok(Arrays.asList(key, values.get(key)));
                }
                case "write" -> change(invocation, key, Objects.requireNonNull(argument));
                default -> {
                    List<?> cas = (List<?>) Objects.requireNonNull(argument);
                    if (!cas.get(0).equals(values.get(key))) {
                        return Completion.fail(invocation.value(), "another value");
                    }
                    change(invocation, key, Objects.requireNonNull(cas.get(1)));
                }
            }
            return Completion.ok(invocation.value());
        }

        private void change(Op invocation, Object key, Object value) {
            changes.add(invocation.index());
            if (forgetsOneOf == 0 || changes.size() % forgetsOneOf != 0) {
                values.put(key, value);
            }
        }
    }
}
