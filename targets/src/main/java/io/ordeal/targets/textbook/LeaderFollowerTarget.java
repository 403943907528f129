package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;

/** A text's leader and followers, as fast as they are told to be. */
public final class LeaderFollowerTarget extends TextbookTarget {
    private static final String BEHIND =
            "Kleppmann, Designing Data-Intensive Applications, 2017, chapter 5, Problems with Replication Lag: a"
                    + " follower that is asked may not have what its leader has acknowledged";

    public LeaderFollowerTarget() {
        super(
                "leader-follower",
                "three nodes; a text's leader copies to followers, of which each reads what it has; who is silent is"
                        + " dead",
                new TextbookCluster.Led(Design.LEADER_FOLLOWER, 3),
                List.of(
                        breaks(
                                Faults.PARTITION_OF_PRIMARY,
                                Duration.ofSeconds(30),
                                "Kleppmann, Designing Data-Intensive Applications, 2017, chapter 5, Handling Node"
                                        + " Outages: two that take themselves for leader, and what only the old one had is"
                                        + " thrown away"),
                        breaks(Faults.LATENCY, Duration.ofSeconds(60), BEHIND),
                        mayBreak(Faults.NONE, BEHIND)));
    }
}
