package io.ordeal.targets.textbook;

import java.io.IOException;

/** The designs, as a node is told which one it is of. */
enum Design {
    ANY_NODE_VOTE {
        @Override
        Node open(NodePlace place) throws IOException {
            return new VotingNode(place);
        }
    },
    LEADER_FOLLOWER {
        @Override
        Node open(NodePlace place) throws IOException {
            return new LeaderFollowerNode(place, LeaderFollowerNode.Acknowledging.AT_ONCE);
        }
    },
    LEADER_FOLLOWER_COPIED {
        @Override
        Node open(NodePlace place) throws IOException {
            return new LeaderFollowerNode(place, LeaderFollowerNode.Acknowledging.WHEN_COPIED);
        }
    },
    VERSIONED {
        @Override
        Node open(NodePlace place) throws IOException {
            return new SpreadingNode(place);
        }
    },
    VERSIONED_BY_CLOCK {
        @Override
        Node open(NodePlace place) throws IOException {
            return new MajorityNode(
                    place, MajorityNode.Stamp.CLOCK, Placement.everywhere(place.all()), place.openStore());
        }
    },
    VERSIONED_BY_MAJORITY {
        @Override
        Node open(NodePlace place) throws IOException {
            return new MajorityNode(
                    place, MajorityNode.Stamp.VERSION, Placement.everywhere(place.all()), place.openStore());
        }
    },
    HASH_RING {
        @Override
        Node open(NodePlace place) throws IOException {
            return new RingNode(place, HashRing.Joining.BY_HASH);
        }
    },
    HASH_RING_BY_NAME {
        @Override
        Node open(NodePlace place) throws IOException {
            return new RingNode(place, HashRing.Joining.BY_NAME);
        }
    },
    /** Who is silent has not left the ring; the three nodes from a key's place on have it. */
    HASH_RING_REPLICATED {
        @Override
        Node open(NodePlace place) throws IOException {
            VersionedStore store = place.openStore();
            return new MajorityNode(place, MajorityNode.Stamp.VERSION, new ChangingRing(place, store), store);
        }
    };

    /** A node of this design, which begins its life, or goes on with what it kept. */
    abstract Node open(NodePlace place) throws IOException;
}
