package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that now and then appends twice. */
public final class JvmLogRetryTarget extends PlainTarget {
    public JvmLogRetryTarget() {
        super(
                "jvm-log-retry",
                "a mutant of jvm-log that now and then appends twice",
                ClusterDescription.none(),
                () -> JvmLogs.clients(JvmLogs.Flaw.RETRY),
                List.of(Expectation.breaks("log", Faults.NONE, "duplicate", Mutant.SOON, Mutant.SOURCE)));
    }
}
