package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that elects a second leader. */
public final class JvmElectionTwoLeadersTarget extends PlainTarget {
    public JvmElectionTwoLeadersTarget() {
        super(
                "jvm-election-two-leaders",
                "a mutant of jvm-election in which whoever asks is elected, in a new term",
                ClusterDescription.none(),
                () -> Elections.termed(new JvmElections(JvmElections.Flaw.TWO_LEADERS)::client),
                List.of(
                        Expectation.breaks("leader-election", Faults.NONE, "two-leaders", Mutant.SOON, Mutant.SOURCE),
                        Expectation.holds("leader-terms", Faults.CLIENT_PAUSE, "there, terms rise")));
    }
}
