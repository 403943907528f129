package io.ordeal.workload.queue;

import io.ordeal.checker.CheckerOption;
import io.ordeal.checker.CheckerOptions;

/** As {@link QueueWorkload}, of a queue that delivers each element but once. */
public final class QueueOnceWorkload extends QueueWorkload {
    public QueueOnceWorkload() {
        super(
                "queue-once",
                "What was enqueued is delivered exactly once, and nothing else is.",
                CheckerOptions.DEFAULT.withForbidden(CheckerOption.NO_DUPLICATES));
    }
}
