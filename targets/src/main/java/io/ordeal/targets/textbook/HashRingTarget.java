package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A text's hash ring, whose keys move without what is under them. */
public final class HashRingTarget extends TextbookTarget {
    static final String MOVED =
            "by its construction: what Karger and others (Consistent hashing and random trees, STOC 1997) have for"
                    + " caches, whose data is elsewhere too, here has the only copy";

    public HashRingTarget() {
        super(
                "hash-ring",
                "three nodes; a text's hash ring: a key lives on the next node; who is silent leaves, and its data"
                        + " stays",
                new TextbookCluster.Changing(Design.HASH_RING, 3, new ToldMembership()),
                List.of(
                        breaks(Faults.KILL, Duration.ofSeconds(30), MOVED),
                        breaks(Set.of("join"), Duration.ofSeconds(30), MOVED),
                        breaks(Set.of("leave"), Duration.ofSeconds(30), MOVED),
                        // without any fault, too: on a busy machine a node can be silent for long enough
                        mayBreak(Faults.NONE, MOVED)));
    }
}
