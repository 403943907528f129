package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.util.List;

/** A hash ring that keeps what it was given. */
public final class HashRingReplicatedTarget extends TextbookTarget {
    public HashRingReplicatedTarget() {
        super(
                "hash-ring-replicated",
                "four nodes; a key lives on the next three, and a majority of these answers for it; who is silent"
                        + " stays",
                new TextbookCluster.Changing(Design.HASH_RING_REPLICATED, 4, new HandingOverMembership()),
                List.of(holds(
                        Faults.union(List.of(Faults.SYSTEM, Faults.CLOCKS, Faults.MEMBERS)),
                        "the replicas of a key are a register of Attiya, Bar-Noy and Dolev, JACM 42(1), 1995;"
                                + " whoever comes to have a key has all of it before it is asked")));
    }
}
