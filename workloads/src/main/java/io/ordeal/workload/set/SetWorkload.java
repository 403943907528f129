package io.ordeal.workload.set;

import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.measure.EvidenceRequired;
import io.ordeal.checker.measure.Requirement;
import io.ordeal.client.Client;
import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.Generators;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.ServedOperation;
import io.ordeal.workload.Workload;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import io.ordeal.workload.parts.ElementsApart;
import io.ordeal.workload.parts.LastReads;
import io.ordeal.workload.parts.PlainRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A set that grows: all that was added is there. A run is Valid only if 20 adds were ok, and a read that began after the last
 * add was over and the last fault healed.
 */
public final class SetWorkload implements Workload<SetClient> {
    /** One operation of so many reads all elements, which are many. */
    private static final int READS_ONE_OF = 20;

    @Override
    public String name() {
        return "set";
    }

    @Override
    public String promise() {
        return "What was added is in the set from then on, sooner or later, and nothing else is.";
    }

    @Override
    public Class<SetClient> clientType() {
        return SetClient.class;
    }

    @Override
    public Set<String> moments() {
        return Set.of("add");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation("add", 7L, 7L, "adds an element"),
                new ServedOperation("read", null, List.of(7L), "reads all elements"));
    }

    @Override
    public WorkloadRun<SetClient> start(WorkloadOptions options) {
        int concurrency = options.concurrency();
        Generator operations = Generators.drawn(draw -> draw.random().nextInt(READS_ONE_OF) == 0
                ? new Invocation("read", null)
                : new Invocation("add", draw.count() * concurrency + draw.worker()));
        return new PlainRun<SetClient>(
                        operations, LastReads.byEveryClient("read"), (client, context) -> new SetOperations(client))
                .withReplaying(Replaying.noting(recorded -> recorded, SetWorkload::rounds));
    }

    /** Recorded adds once more, of other elements. */
    private static Replaying.Rounds rounds(List<Invocation> recorded) {
        long apart = recorded.stream()
                        .mapToLong(invocation -> invocation.value() instanceof Number element ? element.longValue() : 0)
                        .max()
                        .orElse(0)
                + 1;
        return (round, invocation) -> invocation.value() instanceof Number element
                ? new Invocation(invocation.f(), element.longValue() + round * apart)
                : invocation;
    }

    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> ElementsApart.kept(client, run));
    }

    @Override
    public Checker checker(WorkloadOptions options) {
        return EvidenceRequired.of(
                Checkers.named("set", CheckerOptions.DEFAULT),
                Requirement.okOperations("add", 20),
                Requirement.readInTheEnd(
                        "sets",
                        (history, i) -> history.f(i).equals("add") ? List.of("the set") : List.of(),
                        (history, i) -> history.f(i).equals("read") ? List.of("the set") : List.of()));
    }
}
