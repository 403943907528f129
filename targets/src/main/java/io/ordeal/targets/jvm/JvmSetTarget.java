package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A set and a counter under one monitor. */
public final class JvmSetTarget extends PlainTarget {
    public JvmSetTarget() {
        super(
                "jvm-set",
                "a set that grows, and a counter, inside this JVM, under one monitor",
                ClusterDescription.none(),
                () -> JvmSets.clients(false),
                List.of(
                        Expectation.holds("set", Faults.CLIENT_PAUSE, "every operation is one step under one monitor"),
                        Expectation.holds(
                                "counter", Faults.CLIENT_PAUSE, "every operation is one step under one monitor")));
    }
}
