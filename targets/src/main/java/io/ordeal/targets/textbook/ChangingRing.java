package io.ordeal.targets.textbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hash ring whose members change, with their data handed over. Whoever looks after them has every node stop, hand over, and go
 * on, each step once all have done the one before:
 *
 * <pre>
 *   freeze 7                       serve nothing, and nothing that was asked for before epoch 7
 *   hand-over 7 n1,n2,n3,n4        give what you have to all that have it on the new ring
 *   serve 7 n1,n2,n3,n4            the new ring counts
 * </pre>
 *
 * So each write that a majority of the old replicas has is had by all of the new ones before anybody asks these. Where a step
 * fails the next attempt begins anew with a higher epoch; until one succeeds nothing is served.
 */
final class ChangingRing implements Placement {
    static final String FREEZE = "freeze";
    static final String HAND_OVER = "hand-over";
    static final String SERVE = "serve";
    private static final String TAKE = "take";

    private static final int REPLICAS = 3;
    private static final String NOBODY = "-";
    /** Words for each register that is taken. */
    private static final int WORDS = 4;

    private final String self;
    private final VersionedStore store;
    private final Peers peers;
    private long epoch;
    private String members;
    private boolean serving;
    private HashRing ring;

    /** Goes on as it was; a node that has kept nothing, and does not begin with the others, waits to be told. */
    ChangingRing(NodePlace place, VersionedStore store) throws IOException {
        self = place.self();
        this.store = store;
        peers = place.peers();
        if (store.note().isPresent()) {
            Message note = store.note().get();
            epoch = note.number(1);
            members = note.word(2);
            serving = Boolean.parseBoolean(note.word(3));
        } else {
            epoch = place.begins() ? 1 : 0;
            members = place.begins() ? String.join(",", place.all()) : NOBODY;
            serving = place.begins();
            keep();
        }
        ring = ringOf(members);
    }

    private static HashRing ringOf(String members) {
        return new HashRing(HashRing.Joining.BY_HASH, List.of(members.split(",")));
    }

    private void keep() throws IOException {
        store.note(List.of(Long.toString(epoch), members, Boolean.toString(serving)));
    }

    @Override
    public synchronized Replicas of(String key) throws NodeException {
        require(epoch);
        return new Replicas(epoch, ring.owners(key, REPLICAS));
    }

    @Override
    public synchronized void require(long asked) throws NodeException {
        if (!serving || asked != epoch) {
            throw new NodeException(NodeError.CHANGING, "epoch " + epoch);
        }
    }

    static boolean isOfChange(Message request) {
        return List.of(FREEZE, HAND_OVER, SERVE, TAKE).contains(request.verb());
    }

    /** Does a step, or what a peer asks for in one. */
    Message answer(Message request) throws IOException, NodeException {
        long asked = request.number(1);
        return switch (request.verb()) {
            case FREEZE -> freeze(asked);
            case HAND_OVER -> handOver(asked, ringOf(request.word(2)));
            case SERVE -> serve(asked, request.word(2));
            default -> take(asked, request);
        };
    }

    private synchronized Message freeze(long asked) throws IOException, NodeException {
        if (asked <= epoch) {
            throw new NodeException(NodeError.CHANGING, "epoch " + epoch);
        }
        epoch = asked;
        serving = false;
        keep();
        return status();
    }

    private void requireFrozen(long asked) throws NodeException {
        if (serving || asked != epoch) {
            throw new NodeException(NodeError.CHANGING, "epoch " + epoch);
        }
    }

    private Message handOver(long asked, HashRing next) throws NodeException {
        synchronized (this) {
            requireFrozen(asked);
        }
        Map<String, List<String>> parts = new LinkedHashMap<>();
        store.all().forEach((key, value) -> {
            for (String owner : next.owners(key, REPLICAS)) {
                parts.computeIfAbsent(owner, name -> new ArrayList<>(List.of(TAKE, Long.toString(asked))))
                        .addAll(value.appendedTo(Message.of(key)).words());
            }
        });
        parts.remove(self);
        for (Map.Entry<String, List<String>> part : parts.entrySet()) {
            Message unused = peers.ask(part.getKey(), new Message(part.getValue()));
        }
        return status();
    }

    private synchronized Message take(long asked, Message part) throws IOException, NodeException {
        requireFrozen(asked);
        for (int i = 2; i < part.words().size(); i += WORDS) {
            store.raise(part.word(i), Versioned.from(part, i + 1));
        }
        return Message.of(NodeError.OK);
    }

    private synchronized Message serve(long asked, String next) throws IOException, NodeException {
        requireFrozen(asked);
        members = next;
        ring = ringOf(next);
        serving = true;
        keep();
        return status();
    }

    /** Its members, epoch, and whether it serves. */
    synchronized Message status() {
        return Message.of(NodeError.OK, members, Long.toString(epoch), Boolean.toString(serving));
    }
}
