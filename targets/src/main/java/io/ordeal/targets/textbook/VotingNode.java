package io.ordeal.targets.textbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A text's consensus: whoever wants a value proposes it to the nodes in turn, this one first, and the first yes decides.
 *
 * <pre>
 *   n1  vote for 7 in round 3: yes ──► 7 is decided          both are, in the same round:
 *   n2  vote for 8 in round 3: yes ──► 8 is decided          n1 and n2 part, and n3 has what it was told first
 * </pre>
 *
 * A node votes yes if it has not voted in that round; what is decided is told to all others, and each takes it unless it
 * knows of that round, or a later one. Reads are answered by whichever node is asked.
 */
final class VotingNode implements Node {
    private static final String VOTE = "vote";
    private static final String DECIDED = "decided";
    /** Votes are for a round, whoever proposes. */
    private static final String ANYBODY = "-";

    private final VersionedStore store;
    private final Peers peers;

    VotingNode(NodePlace place) throws IOException {
        store = place.openStore();
        peers = place.peers();
    }

    @Override
    public Message answerClient(Message request) throws Exception {
        String key = request.word(1);
        return switch (request.verb()) {
            case Requests.READ -> store.get(key).told();
            case Requests.WRITE -> propose(key, request.number(2));
            default -> throw Requests.unknown(request);
        };
    }

    private Message propose(String key, long value) throws Exception {
        Versioned proposal = new Versioned(store.get(key).version() + 1, ANYBODY, value);
        if (!isVotedFor(key, proposal)) {
            throw new NodeException(NodeError.VOTED_DOWN, "in round " + proposal.version());
        }
        peers.tell(proposal.appendedTo(Message.of(DECIDED, key)));
        return Message.of(NodeError.OK);
    }

    /** @throws NodeException nobody said yes that was heard, and somebody may have */
    private boolean isVotedFor(String key, Versioned proposal) throws IOException, NodeException {
        if (store.raise(key, proposal)) {
            return true;
        }
        List<String> silent = new ArrayList<>();
        for (String peer : peers.names()) {
            try {
                if (peers.ask(peer, proposal.appendedTo(Message.of(VOTE, key)))
                        .word(1)
                        .equals("yes")) {
                    return true;
                }
            } catch (NodeException unheard) {
                if (unheard.error() != NodeError.UNREACHABLE) {
                    silent.add(peer);
                }
            }
        }
        if (!silent.isEmpty()) {
            throw new NodeException(NodeError.UNDECIDED, silent + " may have voted");
        }
        return false;
    }

    @Override
    public Message answerPeer(String peer, Message request) throws Exception {
        return switch (request.verb()) {
            case VOTE, DECIDED -> {
                boolean first = store.raise(request.word(1), Versioned.from(request, 2));
                yield Message.of(NodeError.OK, first ? "yes" : "no");
            }
            default -> throw Requests.unknown(request);
        };
    }
}
