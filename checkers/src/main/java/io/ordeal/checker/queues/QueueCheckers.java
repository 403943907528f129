package io.ordeal.checker.queues;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerProvider;
import io.ordeal.checker.CheckerSpec;
import io.ordeal.checker.CheckerSpec.OpShape;
import java.util.List;
import java.util.Set;

/** The checker of queues whose elements must come out, in whatever order. */
public final class QueueCheckers implements CheckerProvider {
    @Override
    public List<CheckerSpec> checkers() {
        return List.of(new CheckerSpec(
                "queue",
                "what was enqueued is delivered, at least once, and nothing else is",
                List.of(
                        new OpShape("enqueue", "the element, each but once", "the same, or nil"),
                        new OpShape("dequeue", "nil", "the element; a queue that is empty is a fail"),
                        new OpShape(
                                "drain",
                                "nil",
                                "the elements that were left; ok says that none is outstanding: not in the queue, not"
                                        + " with a consumer from whom the queue would take it back")),
                Set.of(CheckerOption.NO_DUPLICATES),
                List.of(),
                options -> new QueueChecker(options.forbids(CheckerOption.NO_DUPLICATES))));
    }
}
