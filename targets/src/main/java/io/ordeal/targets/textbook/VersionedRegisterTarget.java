package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;

/** Registers of which each node keeps its own, and the highest version wins. */
public final class VersionedRegisterTarget extends TextbookTarget {
    public VersionedRegisterTarget() {
        super(
                "versioned-register",
                "three nodes; a text's weak consistency: each keeps its values with a version, the highest wins",
                new TextbookCluster(Design.VERSIONED, 3),
                List.of(breaks(
                        Faults.NONE,
                        Duration.ofSeconds(20),
                        "Kleppmann, Designing Data-Intensive Applications, 2017, chapter 5, Last write wins: of writes"
                                + " at once all but one are lost, though each was acknowledged")));
    }
}
