package io.ordeal.targets.textbook;

import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;

/** A text's consensus that takes one vote for all. */
public final class AnyNodeVoteTarget extends TextbookTarget {
    public AnyNodeVoteTarget() {
        super(
                "any-node-vote",
                "three nodes; a text's consensus: the first yes vote decides, the others are told, each reads what it"
                        + " has",
                new TextbookCluster(Design.ANY_NODE_VOTE, 3),
                List.of(breaks(
                        Faults.NONE,
                        Duration.ofSeconds(20),
                        "Lamport, Paxos Made Simple, 2001: a value is chosen once a majority has accepted it, as any"
                                + " two majorities have a node in common; two single nodes have none")));
    }
}
