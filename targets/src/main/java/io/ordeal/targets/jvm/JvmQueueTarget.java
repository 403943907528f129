package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A queue under one monitor. */
public final class JvmQueueTarget extends PlainTarget {
    public JvmQueueTarget() {
        super(
                "jvm-queue",
                "a queue inside this JVM, under one monitor; what a client has not acknowledged comes again",
                ClusterDescription.none(),
                () -> JvmQueues.clients(JvmQueues.Flaw.NONE),
                List.of(
                        Expectation.holds(
                                "queue", Faults.CLIENT_PAUSE, "every operation is one step under one monitor"),
                        Expectation.holds("queue-once", Faults.NONE, "no client ends before it has acknowledged")));
    }
}
