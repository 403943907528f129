package io.ordeal.workload.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.generator.Simulation.Outcome;
import io.ordeal.generator.Simulation.SimulatedSystem;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogWorkloadTest {
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(3, 6, 2, 50, Duration.ofSeconds(10));
    private static final int OPERATIONS = 1_000;

    private final LogWorkload workload = new LogWorkload();

    @Test
    void aLogThatKeepsWhatItGotIsValid() {
        assertThat(judge(whole(), new Logs(0))).isEqualTo(Verdict.valid());
    }

    @Test
    void aLogThatAcknowledgesWhatItDoesNotKeepIsCaught() {
        assertThat(judge(whole(), new Logs(9)).anomaliesOrNone())
                .extracting(Anomaly::type)
                .contains("lost-write");
    }

    @Test
    void aRunWithoutItsLastReadsIsUnknown() {
        assertThat(judge(Generators.limit(OPERATIONS, workload.start(OPTIONS).generator()), new Logs(0))
                        .toString())
                .contains("Unknown", "logs, such as l", "were not read after their last write");
    }

    @Test
    void aRunOfAFewOperationsIsUnknown() {
        WorkloadRun<LogClient> run = workload.start(OPTIONS);
        assertThat(judge(Generators.phases(Generators.limit(20, run.generator()), run.finalGenerator()), new Logs(0))
                        .isUnknown())
                .isTrue();
    }

    @Test
    void aProcessReadsOnWhereItWasAndANewOneBeginsAtTheFirstEntry() throws Exception {
        List<Object> asked = new ArrayList<>();
        LogClient system = new LogClient() {
            @Override
            public long append(String log, long element) {
                throw new AssertionError("nobody appends");
            }

            @Override
            public List<LogEntry> read(String log, long from) {
                asked.add(List.of(log, from));
                return from > 5 ? List.of() : List.of(new LogEntry(from, 1), new LogEntry(from + 3, 2));
            }
        };
        Client first = workload.start(OPTIONS).recorded(new LogOperations(system));
        Client second = workload.start(OPTIONS).recorded(new LogOperations(system));
        Invocation on = new Invocation("read", Arrays.asList("l0", null));
        for (Client client : List.of(first, first, first, second)) {
            client.invoke(on);
        }
        assertThat(asked).containsExactly(List.of("l0", 0L), List.of("l0", 4L), List.of("l0", 8L), List.of("l0", 0L));
    }

    private Generator whole() {
        WorkloadRun<LogClient> run = workload.start(OPTIONS);
        return Generators.phases(Generators.limit(OPERATIONS, run.generator()), run.finalGenerator());
    }

    private Verdict judge(Generator generator, SimulatedSystem system) {
        HistoryBuilder history = new HistoryBuilder();
        new Simulation(OPTIONS.concurrency(), false, OPTIONS.seed())
                .run(generator, system)
                .forEach(history::add);
        return Checkers.judge(workload.checker(OPTIONS), history.build(), CheckContext.unlimited())
                .verdict();
    }

    /** Logs that do each operation when it is invoked, but forget one append of so many. */
    private static final class Logs implements SimulatedSystem {
        private final int forgetsOneOf;
        private final Map<String, List<List<Long>>> logs = new HashMap<>();
        private final Map<Integer, Client> processes = new HashMap<>();
        private int appends;

        /** @param forgetsOneOf 0 = none */
        Logs(int forgetsOneOf) {
            this.forgetsOneOf = forgetsOneOf;
        }

        @Override
        public Outcome outcome(Op invocation) {
            assertThat(invocation.type()).isEqualTo(OpType.INVOKE);
            Client client = processes.computeIfAbsent(
                    invocation.process(), process -> new Positions(new LogOperations(new Simulated())));
            try {
                return new Outcome(
                        Duration.ofNanos(100_000 + invocation.index() % 7),
                        client.invoke(new Invocation(invocation.f(), invocation.value())));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private final class Simulated implements LogClient {
            @Override
            public long append(String name, long element) {
                List<List<Long>> log = logs.computeIfAbsent(name, fresh -> new ArrayList<>());
                long offset = 2L * log.size();
                if (forgetsOneOf == 0 || ++appends % forgetsOneOf != 0) {
                    log.add(List.of(offset, element));
                }
                return offset;
            }

            @Override
            public List<LogEntry> read(String name, long from) {
                return logs.getOrDefault(name, List.of()).stream()
                        .filter(entry -> entry.get(0) >= from)
                        .map(entry -> new LogEntry(entry.get(0), entry.get(1)))
                        .toList();
            }
        }
    }
}
