package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant whose terms fall. */
public final class JvmElectionOlderTermTarget extends PlainTarget {
    public JvmElectionOlderTermTarget() {
        super(
                "jvm-election-older-term",
                "a mutant of jvm-election in which every fourth leader has an older term",
                ClusterDescription.none(),
                () -> Elections.termed(new JvmElections(JvmElections.Flaw.OLDER_TERM)::client),
                List.of(
                        Expectation.breaks(
                                "leader-election", Faults.NONE, "term-not-rising", Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks(
                                "leader-terms", Faults.NONE, "term-not-rising", Mutant.SOON, Mutant.SOURCE)));
    }
}
