package io.ordeal.workload.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.client.Outcomes;
import io.ordeal.generator.Generators;
import io.ordeal.generator.Simulation;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.WorkloadOptions;
import io.ordeal.workload.WorkloadRun;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QueueWorkloadTest {
    private static final WorkloadOptions OPTIONS = new WorkloadOptions(5, 4, 1, 50, Duration.ofSeconds(10));

    @Test
    void aQueueThatKeepsWhatItAcknowledgesIsValid() {
        List<Op> history = simulate(new Queue(0, 0), 500);
        assertThat(judge(history)).isEqualTo(Verdict.valid());
        assertThat(history)
                .filteredOn(op -> op.type() == OpType.INVOKE && op.value() != null)
                .extracting(Op::value)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneThatForgetsAnElementIsCaught() {
        assertThat(judge(simulate(new Queue(50, 0), 500)).anomaliesOrNone())
                .extracting(Anomaly::type)
                .containsExactly("lost");
    }

    /** Dequeues go on until each worker found nothing; a drain that fails begins all of it again. */
    @Test
    void whatADeadConsumerHadIsWaitedForAndDelivered() {
        List<Op> history = simulate(new Queue(0, 3), 500);
        assertThat(judge(history)).isEqualTo(Verdict.valid());
        List<Op> drains = history.stream().filter(op -> op.f().equals("drain")).toList();
        assertThat(drains)
                .filteredOn(op -> op.type().isCompletion())
                .extracting(op -> op.type().wire())
                .containsExactly("fail", "fail", "fail", "ok");
        assertThat(history.get(history.size() - 1)).isEqualTo(drains.get(drains.size() - 1));
        int first = history.indexOf(drains.get(0));
        assertThat(history.subList(0, first))
                .as("nothing is under way when it is drained")
                .filteredOn(op -> op.type() == OpType.INVOKE)
                .hasSize(first / 2);
        assertThat(history.subList(first, history.size()))
                .as("what came back is delivered")
                .anyMatch(op -> op.f().equals("dequeue") && op.type() == OpType.OK);
    }

    @Test
    void oneInWhichSomethingIsOutstandingForEverIsUnknown() {
        assertThat(judge(simulate(new Queue(0, 1_000_000), 500)).toString()).contains("nothing is known", "no :drain");
    }

    @Test
    void anElementIsAcknowledgedBeforeTheNextOperationAndNeverIfThereIsNone() throws Exception {
        Queue queue = new Queue(0, 0);
        QueueOperations client = new QueueOperations(queue);
        client.invoke(new Invocation("enqueue", 1L));
        client.invoke(new Invocation("enqueue", 2L));
        assertThat(client.invoke(new Invocation("dequeue", null)).value()).isEqualTo(1L);
        assertThat(queue.acknowledged).isEmpty();
        client.invoke(new Invocation("dequeue", null));
        client.close();
        assertThat(queue.acknowledged).containsExactly(1L);
    }

    private static Verdict judge(List<Op> history) {
        HistoryBuilder builder = new HistoryBuilder();
        history.forEach(builder::add);
        return Checkers.judge(new QueueWorkload().checker(OPTIONS), builder.build(), CheckContext.unlimited())
                .verdict();
    }

    private static List<Op> simulate(Queue queue, int operations) {
        WorkloadRun<QueueClient> run = new QueueWorkload().start(OPTIONS);
        QueueOperations client = new QueueOperations(queue);
        return new Simulation(OPTIONS.concurrency(), false, OPTIONS.seed())
                .run(
                        Generators.phases(
                                Generators.limit(operations, run.generator()),
                                Generators.timeLimit(run.finalPhaseAtMost(), run.finalGenerator())),
                        invocation -> new Simulation.Outcome(
                                Duration.ofNanos(100_000 + invocation.index() % 7), completion(client, invocation)));
    }

    private static Completion completion(QueueOperations client, Op invocation) {
        try {
            return client.invoke(new Invocation(invocation.f(), invocation.value()));
        } catch (Exception e) {
            return Outcomes.of(e, invocation.value());
        }
    }

    /** Forgets one element of so many; what a dead consumer has comes back one by one, a drain each. */
    private static final class Queue implements QueueClient {
        private final int forgetsOneOf;
        private final Deque<Long> elements = new ArrayDeque<>();
        private final List<Long> acknowledged = new ArrayList<>();
        private int withTheDead;
        private int enqueued;

        /** @param forgetsOneOf 0 = none */
        Queue(int forgetsOneOf, int withTheDead) {
            this.forgetsOneOf = forgetsOneOf;
            this.withTheDead = withTheDead;
        }

        @Override
        public void enqueue(long element) {
            enqueued++;
            if (forgetsOneOf == 0 || enqueued % forgetsOneOf != 0) {
                elements.addLast(element);
            }
        }

        @Override
        public OptionalLong dequeue() throws DefiniteFailure {
            Long element = elements.size() > withTheDead ? elements.pollFirst() : null;
            return element == null ? OptionalLong.empty() : OptionalLong.of(element);
        }

        @Override
        public void acknowledge(long element) {
            acknowledged.add(element);
        }

        @Override
        public boolean isDrained() {
            if (elements.isEmpty()) {
                return true;
            }
            withTheDead--;
            return false;
        }
    }
}
