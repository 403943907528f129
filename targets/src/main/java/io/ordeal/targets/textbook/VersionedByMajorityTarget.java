package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.util.List;

/** The register that the others of its name want to be: any two majorities have a node in common. */
public final class VersionedByMajorityTarget extends TextbookTarget {
    public VersionedByMajorityTarget() {
        super(
                "versioned-register-by-majority",
                "three nodes; written to and read from majorities, with versions above all that a majority has",
                new TextbookCluster(Design.VERSIONED_BY_MAJORITY, 3),
                List.of(holds(
                        Faults.union(List.of(Faults.SYSTEM, Faults.CLOCKS)),
                        "Attiya, Bar-Noy, Dolev, Sharing memory robustly in message-passing systems, JACM 42(1), 1995;"
                                + " Lynch, Shvartsman, Robust emulation of shared memory, FTCS 1997")));
    }
}
