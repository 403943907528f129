package io.ordeal.targets.jvm;

import io.ordeal.cluster.ClusterDescription;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Elections;
import io.ordeal.targets.parts.Faults;
import io.ordeal.targets.parts.PlainTarget;
import java.util.List;

/** A mutant that counts no terms. */
public final class JvmElectionOneTermTarget extends PlainTarget {
    public JvmElectionOneTermTarget() {
        super(
                "jvm-election-one-term",
                "a mutant of jvm-election in which all lead in one term",
                ClusterDescription.none(),
                () -> Elections.termed(new JvmElections(JvmElections.Flaw.ONE_TERM)::client),
                List.of(
                        Expectation.breaks(
                                "leader-election", Faults.NONE, "two-leaders-of-one-term", Mutant.SOON, Mutant.SOURCE),
                        Expectation.breaks(
                                "leader-terms", Faults.NONE, "two-leaders-of-one-term", Mutant.SOON, Mutant.SOURCE)));
    }
}
