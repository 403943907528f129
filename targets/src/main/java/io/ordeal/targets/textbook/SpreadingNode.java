package io.ordeal.targets.textbook;

import java.io.IOException;

/**
 * A text's weak consistency: each node keeps its values with a version, writes with the next one, acknowledges, and tells
 * the others; each takes what is newer than what it has. Two that write at once choose the same version, and one of the
 * writes is gone; what a node was not told it does not have.
 */
final class SpreadingNode implements Node {
    private static final String SPREAD = "spread";

    private final String self;
    private final VersionedStore store;
    private final Peers peers;

    SpreadingNode(NodePlace place) throws IOException {
        self = place.self();
        store = place.openStore();
        peers = place.peers();
    }

    @Override
    public Message answerClient(Message request) throws Exception {
        String key = request.word(1);
        return switch (request.verb()) {
            case Requests.READ -> store.get(key).told();
            case Requests.WRITE -> {
                Versioned written = store.write(key, self, request.number(2));
                peers.tell(written.appendedTo(Message.of(SPREAD, key)));
                yield Message.of(NodeError.OK);
            }
            default -> throw Requests.unknown(request);
        };
    }

    @Override
    public Message answerPeer(String peer, Message request) throws Exception {
        if (!request.verb().equals(SPREAD)) {
            throw Requests.unknown(request);
        }
        store.raise(request.word(1), Versioned.from(request, 2));
        return Message.of(NodeError.OK);
    }
}
