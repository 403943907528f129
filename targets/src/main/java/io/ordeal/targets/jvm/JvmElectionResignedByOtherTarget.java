package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant whose leader is deposed by others. */
public final class JvmElectionResignedByOtherTarget extends PlainTarget {
    public JvmElectionResignedByOtherTarget() {
        super(
                "jvm-election-resigned-by-other",
                "a mutant of jvm-election in which whoever resigns deposes the leader",
                ClusterDescription.none(),
                () -> Elections.termed(new JvmElections(JvmElections.Flaw.RESIGNED_BY_OTHER)::client),
                List.of(
                        Expectation.breaks("leader-election", Faults.NONE, "two-leaders", Mutant.SOON, Mutant.SOURCE),
                        Expectation.holds("leader-terms", Faults.CLIENT_PAUSE, "there, terms rise")));
    }
}
