package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** Elections of one process, without leases. */
public final class JvmElectionTarget extends PlainTarget {
    public JvmElectionTarget() {
        super(
                "jvm-election",
                "elections inside this JVM: who asks first leads until he resigns, in a term of his own",
                ClusterDescription.none(),
                () -> Elections.termed(new JvmElections(JvmElections.Flaw.NONE)::client),
                List.of(
                        Expectation.holds(
                                "leader-election",
                                Faults.CLIENT_PAUSE,
                                "by construction: an office ends with its resignation alone"),
                        Expectation.holds(
                                "leader-terms", Faults.CLIENT_PAUSE, "by construction: terms are counted on")));
    }
}
