package io.ordeal.workload.counter;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generators;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.LastReads;
import io.ordeal.workload.parts.PlainRun;
import java.util.List;
import java.util.Set;

/**
 * A counter whose reads are between what was added for certain and what may have been. A run is Valid only if 20 adds and 20
 * reads were ok, and a read that began after the last add was over and the last fault healed.
 */
public final class CounterWorkload implements Workload<CounterClient> {
    private static final int LARGEST = 5;

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public String promise() {
        return "A read returns the sum of all that was added before it, and of nothing twice.";
    }

    @Override
    public Class<CounterClient> clientType() {
        return CounterClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("add");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation("add", 3L, 3L, "adds to the counter"),
                new ServedOperation("read", null, 3L, "reads the sum; 0 where nothing was added"));
    }

    @Override
    public WorkloadRun<CounterClient> start(WorkloadOptions options) {
        return new PlainRun<CounterClient>(
                Generators.drawn(draw -> draw.random().nextBoolean()
                        ? new Invocation("read", null)
                        : new Invocation("add", 1L + draw.random().nextInt(LARGEST))),
                LastReads.byEveryClient("read"),
                (client, context) -> new CounterOperations(client));
    }

    @Override
    public String whyNotApart() {
        return "a counter has one sum for all: what an earlier run added, and never knew whether it was counted, may be"
                + " counted only now";
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("counter", CheckerOptions.DEFAULT),
                Requirement.okOperations("add", 20),
                Requirement.okOperations("read", 20),
                Requirement.readInTheEnd(
                        "counters",
                        (history, i) -> history.f(i).equals("add") ? List.of("the counter") : List.of(),
                        (history, i) -> history.f(i).equals("read") ? List.of("the counter") : List.of()));
    }
}
