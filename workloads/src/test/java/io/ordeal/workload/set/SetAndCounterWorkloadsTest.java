package io.ordeal.workload.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.client.Completion;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.generator.Simulation.Outcome;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.counter.CounterWorkload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets and counters that keep all that is added, or all but one add of so many. */
class SetAndCounterWorkloadsTest {
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(3, 3, 1, 50, Duration.ofSeconds(10));

    @Test
    void whatKeepsAllIsValid() {
        assertThat(judge(new SetWorkload(), 0, 1_000, true)).isEqualTo(Verdict.valid());
        assertThat(judge(new CounterWorkload(), 0, 1_000, true)).isEqualTo(Verdict.valid());
    }

    @Test
    void whatForgetsOnceInAWhileIsCaught() {
        assertThat(judge(new SetWorkload(), 100, 1_000, true).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("lost");
        assertThat(judge(new CounterWorkload(), 100, 1_000, true).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("wrong-count");
    }

    @Test
    void withoutLastReadsOrWithFewOperationsItIsUnknown() {
        assertThat(judge(new SetWorkload(), 0, 1_000, false).isUnknown()).isTrue();
        assertThat(judge(new CounterWorkload(), 0, 1_000, false).toString())
                .contains("1 of 1 counters, such as the counter, were not read");
        assertThat(judge(new SetWorkload(), 0, 15, true).isUnknown()).isTrue();
        assertThat(judge(new CounterWorkload(), 0, 15, true).isUnknown()).isTrue();
    }

    private static Verdict judge(Workload<?> workload, int forgetsOneOf, int operations, boolean lastReads) {
        WorkloadRun<?> run = workload.start(OPTIONS);
        List<Object> elements = new ArrayList<>();
        long[] sumAndAdds = {0, 0};
        Generator main = Generators.limit(operations, run.generator());
        List<Op> history = new Simulation(OPTIONS.concurrency(), false, OPTIONS.seed())
                .run(lastReads ? Generators.phases(main, run.finalGenerator()) : main, invocation -> {
                    boolean counts = workload instanceof CounterWorkload;
                    if (invocation.value() instanceof Long added) {
                        if (forgetsOneOf == 0 || ++sumAndAdds[1] % forgetsOneOf != 0) {
                            elements.add(added);
                            sumAndAdds[0] += added;
                        }
                        return new Outcome(Duration.ofMillis(1), Completion.ok(added));
                    }
                    return new Outcome(
                            Duration.ofMillis(1), Completion.ok(counts ? sumAndAdds[0] : List.copyOf(elements)));
                });
        HistoryBuilder builder = new HistoryBuilder();
        history.forEach(builder::add);
        return Checkers.judge(workload.checker(OPTIONS), builder.build(), CheckContext.unlimited())
                .verdict();
    }
}
