package io.ordeal.targets.textbook;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text's hash ring: each key lives on one node, and any node asks that one. Whoever is not heard of has left the ring, and
 * whoever is heard of again has joined it; the keys of its arc are another's from then on. What was stored under them stays
 * where it is.
 *
 * <pre>
 *   n1 ──── r7 ──► n2 ───── n3        r7 lives on n2
 *   n1 ──── r7 ──────────► n3         n2 is killed: r7 is asked of n3, which has never heard of it
 *   n1 ──── r7 ──► n2 ───── n3        n2 is back: what n3 was told of r7 meanwhile is forgotten
 * </pre>
 *
 * Nodes can be made to join and to leave for good, too. Where nobody says so, silence alone decides.
 */
final class RingNode implements Node {
    private static final Logger LOG = LoggerFactory.getLogger(RingNode.class);

    private final String self;
    private final VersionedStore store;
    private final Peers peers;
    private final Heartbeats heartbeats;
    private final HashRing ring;
    /** Those that belong to it, whether they are heard of or not. */
    private final Set<String> belonging;
    /** Those that are on the ring. */
    private Set<String> members;

    RingNode(NodePlace place, HashRing.Joining joining) throws IOException {
        self = place.self();
        store = place.openStore();
        peers = place.peers();
        heartbeats = place.newHeartbeats();
        ring = new HashRing(joining, place.all());
        members = Set.copyOf(place.all());
        belonging = new TreeSet<>(members);
        heartbeats.start(peers, () -> Message.of(Heartbeats.VERB));
    }

    @Override
    public Message answerClient(Message request) throws Exception {
        if (request.verb().equals(Requests.JOIN) || request.verb().equals(Requests.LEAVE)) {
            return change(request.verb().equals(Requests.JOIN), request.word(1));
        }
        String owner = ownerOf(request.word(1));
        return owner.equals(self) ? answer(request) : peers.ask(owner, request);
    }

    @Override
    public Message answerPeer(String peer, Message request) throws Exception {
        return request.verb().equals(Heartbeats.VERB) ? heartbeats.heard(peer, request) : answer(request);
    }

    private Message answer(Message request) throws IOException {
        String key = request.word(1);
        return switch (request.verb()) {
            case Requests.READ -> store.get(key).told();
            case Requests.WRITE -> {
                Versioned unused = store.write(key, self, request.number(2));
                yield Message.of(NodeError.OK);
            }
            default -> throw Requests.unknown(request);
        };
    }

    private synchronized Message change(boolean joins, String node) {
        if (joins) {
            belonging.add(node);
        } else {
            belonging.remove(node);
        }
        return status();
    }

    /** Who belongs to it. */
    @Override
    public synchronized Message status() {
        return Message.of(NodeError.OK, String.join(",", belonging));
    }

    private synchronized String ownerOf(String key) {
        Set<String> alive = heartbeats.alive();
        alive.retainAll(belonging);
        for (String node : alive) {
            if (!members.contains(node)) {
                LOG.warn("{} joins the ring", node);
                ring.join(node);
            }
        }
        for (String node : members) {
            if (!alive.contains(node)) {
                LOG.warn("{} leaves the ring", node);
                ring.leave(node);
            }
        }
        members = alive;
        return ring.ownerOf(key);
    }
}
