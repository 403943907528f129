package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.targets.parts.Symptoms;
import java.util.List;

/** A mutant whose last entry now and then gives way to the next. */
public final class JvmLogTruncationTarget extends PlainTarget {
    public JvmLogTruncationTarget() {
        super(
                "jvm-log-truncation",
                "a mutant of jvm-log whose last entry now and then gives way to the next",
                ClusterDescription.none(),
                () -> JvmLogs.clients(JvmLogs.Flaw.TRUNCATION),
                List.of(Expectation.breaks("log", Faults.NONE, Symptoms.ENTRIES_LOST, Mutant.SOON, Mutant.SOURCE)));
    }
}
