package io.ordeal.workload.queue;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import java.util.List;
import java.util.OptionalLong;

/** {@code enqueue} of an element, {@code dequeue}, and {@code drain}; an element is acknowledged before the next of them. */
public final class QueueOperations implements Client {
    private final QueueClient queue;
    private OptionalLong unacknowledged = OptionalLong.empty();

    public QueueOperations(QueueClient queue) {
        this.queue = queue;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        acknowledge();
        switch (invocation.f()) {
            case "enqueue" -> {
                queue.enqueue(element(invocation));
                return Completion.ok(invocation.value());
            }
            case "dequeue" -> {
                unacknowledged = queue.dequeue();
                return unacknowledged.isPresent()
                        ? Completion.ok(unacknowledged.getAsLong())
                        : Completion.fail(null, "the queue is empty");
            }
            case "drain" -> {
                return queue.isDrained()
                        ? Completion.ok(List.of())
                        : Completion.fail(null, "something is outstanding: dequeue it first");
            }
            default -> throw new DefiniteFailure("a queue knows enqueue, dequeue and drain, not: " + invocation.f());
        }
    }

    /** What could not be acknowledged may come again; whatever is wrong with the client, the operation that follows shows. */
    private void acknowledge() {
        OptionalLong element = unacknowledged;
        unacknowledged = OptionalLong.empty();
        if (element.isPresent()) {
            try {
                queue.acknowledge(element.getAsLong());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception unsaid) {
                // As the contract has it: it may be given to another as well.
            }
        }
    }

    private static long element(Invocation invocation) {
        if (invocation.value() instanceof Number element) {
            return element.longValue();
        }
        throw new IllegalArgumentException(
                "expected a number as the value of :" + invocation.f() + ", found " + invocation.value());
    }

    @Override
    public void close() throws Exception {
        queue.close();
    }
}
