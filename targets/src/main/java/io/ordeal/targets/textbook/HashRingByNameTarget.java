package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A text's hash ring with the bug of its own code. */
public final class HashRingByNameTarget extends TextbookTarget {
    public HashRingByNameTarget() {
        super(
                "hash-ring-by-name",
                "the same; who joins is put on the ring by its name among the hashes, as a text's own code has it",
                new TextbookCluster.Changing(Design.HASH_RING_BY_NAME, 3, new ToldMembership()),
                List.of(
                        breaks(Faults.KILL, Duration.ofSeconds(30), HashRingTarget.MOVED),
                        breaks(Set.of("join"), Duration.ofSeconds(30), HashRingTarget.MOVED),
                        breaks(Set.of("leave"), Duration.ofSeconds(30), HashRingTarget.MOVED),
                        // without any fault, too: on a busy machine a node can be silent for long enough
                        mayBreak(Faults.NONE, HashRingTarget.MOVED)));
    }
}
