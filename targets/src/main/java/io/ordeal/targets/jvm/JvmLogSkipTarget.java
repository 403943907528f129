package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant whose reads now and then leave an entry out. */
public final class JvmLogSkipTarget extends PlainTarget {
    public JvmLogSkipTarget() {
        super(
                "jvm-log-skip",
                "a mutant of jvm-log whose reads now and then leave an entry out",
                ClusterDescription.none(),
                () -> JvmLogs.clients(JvmLogs.Flaw.SKIP),
                List.of(Expectation.breaks(
                        "log", Faults.NONE, List.of("poll-skip", "lost-write"), Mutant.SOON, Mutant.SOURCE)));
    }
}
