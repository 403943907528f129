package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;

/** A text's leader and followers, which waits for those that it takes for alive. */
public final class LeaderFollowerCopiedTarget extends TextbookTarget {
    private static final String DEAD_BY_SILENCE =
            "by its construction: a node that is slow, frozen or cut off is taken for dead, and does not know it";

    public LeaderFollowerCopiedTarget() {
        super(
                "leader-follower-copied",
                "three nodes; a text's leader answers once all followers that are alive have the write; reads at the"
                        + " leader",
                new TextbookCluster.Led(Design.LEADER_FOLLOWER_COPIED, 3),
                List.of(
                        breaks(
                                Faults.PARTITION_OF_PRIMARY,
                                Duration.ofSeconds(30),
                                "Kleppmann, Designing Data-Intensive Applications, 2017, chapter 8, The Truth Is"
                                        + " Defined by the Majority: a node that is cut off goes on as the leader of"
                                        + " nobody"),
                        // without any fault, too: on a busy machine a node can be silent for long enough
                        mayBreak(Faults.NONE, DEAD_BY_SILENCE)));
    }
}
