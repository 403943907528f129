package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** Logs under one monitor. */
public final class JvmLogTarget extends PlainTarget {
    public JvmLogTarget() {
        super(
                "jvm-log",
                "logs inside this JVM, under one monitor",
                ClusterDescription.none(),
                () -> JvmLogs.clients(JvmLogs.Flaw.NONE),
                List.of(Expectation.holds(
                        "log", Faults.CLIENT_PAUSE, "every operation is one step under one monitor")));
    }
}
