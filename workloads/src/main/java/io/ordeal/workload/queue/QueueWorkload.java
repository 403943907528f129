package io.ordeal.workload.queue;

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
import io.ordeal.workload.parts.PlainRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A total queue: all that was enqueued is delivered. A run is Valid only if 20 enqueues and 20 dequeues were ok, and a drain
 * that began after the last fault was healed.
 */
public class QueueWorkload implements Workload<QueueClient> {
    /** As long as it takes to empty a queue that was cut off for a whole run, and what dead consumers had to come back. */
    private static final Duration DRAINING = Duration.ofMinutes(2);

    private final String name;
    private final String promise;
    private final CheckerOptions options;

    public QueueWorkload() {
        this("queue", "What was enqueued is delivered, at least once, and nothing else is.", CheckerOptions.DEFAULT);
    }

    QueueWorkload(String name, String promise, CheckerOptions options) {
        this.name = name;
        this.promise = promise;
        this.options = options;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String promise() {
        return promise;
    }

    @Override
    public Class<QueueClient> clientType() {
        return QueueClient.class;
    }

    @Override
    public boolean isUsual() {
        return options.equals(CheckerOptions.DEFAULT);
    }

    @Override
    public Set<String> moments() {
        return Set.of("enqueue", "dequeue");
    }

    @Override
    public List<ServedOperation> operations() {
        return List.of(
                new ServedOperation("enqueue", 7L, 7L, "puts an element in; ok when the queue has acknowledged it"),
                new ServedOperation(
                        "dequeue",
                        null,
                        7L,
                        "takes an element out, and acknowledges it, if the queue waits for that, at the beginning of"
                                + " the next operation; fails if there is none"),
                new ServedOperation(
                        "drain",
                        null,
                        List.of(),
                        "says that nothing is outstanding, in the queue or with consumers; fails if something is"));
    }

    @Override
    public WorkloadRun<QueueClient> start(WorkloadOptions run) {
        int concurrency = run.concurrency();
        Generator operations = Generators.drawn(draw -> draw.random().nextBoolean()
                ? new Invocation("enqueue", draw.count() * concurrency + draw.worker())
                : new Invocation("dequeue", null));
        return new PlainRun<QueueClient>(
                        operations,
                        Draining.untilNothingIsOutstanding(),
                        DRAINING,
                        (client, context) -> new QueueOperations(client))
                .withReplaying(Replaying.noting(recorded -> recorded, QueueWorkload::rounds));
    }

    /** Recorded enqueues once more, of other elements. */
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

    /** What others have left in the queue is taken out on the way, and passed over. */
    @Override
    public Optional<UnaryOperator<Client>> apart(long run) {
        return Optional.of(client -> ElementsApart.taken(client, run, "dequeue"));
    }

    @Override
    public Checker checker(WorkloadOptions run) {
        return EvidenceRequired.of(
                Checkers.named("queue", options),
                Requirement.okOperations("enqueue", 20),
                Requirement.okOperations("dequeue", 20),
                Requirement.okAfterHealing("drain"));
    }
}
