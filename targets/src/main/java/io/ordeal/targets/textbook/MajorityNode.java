package io.ordeal.targets.textbook;

import io.ordeal.targets.textbook.Placement.Replicas;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Registers that a majority of a key's nodes has, the newest value of which counts. Any node coordinates.
 *
 * <pre>
 *   read    ask all for what they have; once a majority has answered, the newest it is: unless all of them had it,
 *           have it written to a majority first, so that whoever reads next finds it, too
 *   write   choose a version; have it written to a majority
 * </pre>
 *
 * What the version is makes all the difference. {@link Stamp#VERSION}: one more than the highest that a majority has, with the
 * coordinator's name behind it, which no two writes have in common: the atomic register of Attiya, Bar-Noy and Dolev (Sharing
 * memory robustly in message-passing systems, JACM 42(1), 1995), with several writers as Lynch and Shvartsman have it (Robust
 * emulation of shared memory using dynamic quorum-acknowledged broadcasts, FTCS 1997). {@link Stamp#CLOCK}: the time of day on
 * the coordinator, and the last write wins, whenever it was.
 */
final class MajorityNode implements Node {
    private static final String GET = "get";
    private static final String PUT = "put";

    /** What a write's version is. */
    enum Stamp {
        VERSION,
        CLOCK
    }

    private final String self;
    /** As which it writes: a name that none of its earlier lives has had, as one of theirs may be under way still. */
    private final String writer;

    private final Stamp stamp;
    private final Placement placement;
    private final VersionedStore store;
    private final Peers peers;
    /** The versions that this life has given, by key, so that no two of its writes have one. */
    private final Map<String, Long> given = new HashMap<>();

    MajorityNode(NodePlace place, Stamp stamp, Placement placement, VersionedStore store) {
        this.self = place.self();
        this.stamp = stamp;
        this.placement = placement;
        this.store = store;
        this.peers = place.peers();
        this.writer = self + "." + store.starts();
    }

    @Override
    public Message answerClient(Message request) throws Exception {
        if (placement instanceof ChangingRing ring && ChangingRing.isOfChange(request)) {
            return ring.answer(request);
        }
        String key = request.word(1);
        return switch (request.verb()) {
            case Requests.READ -> read(key).told();
            case Requests.WRITE -> write(key, request.number(2));
            default -> throw Requests.unknown(request);
        };
    }

    private Versioned read(String key) throws Exception {
        Replicas replicas = placement.of(key);
        List<Versioned> found = ask(key, replicas);
        Versioned newest = newest(found);
        boolean everywhere = found.stream().allMatch(each -> each.compareTo(newest) == 0);
        if (!everywhere && !isPut(key, newest, replicas)) {
            throw new NodeException(NodeError.UNDECIDED, "read, but not written back");
        }
        return newest;
    }

    private Message write(String key, long value) throws Exception {
        Replicas replicas = placement.of(key);
        long version = stamp == Stamp.CLOCK
                ? microsOfDay()
                : newest(ask(key, replicas)).version() + 1;
        Versioned next = new Versioned(unlikeBefore(key, version), writer, value);
        if (!isPut(key, next, replicas)) {
            throw new NodeException(NodeError.UNDECIDED, "written to fewer than a majority");
        }
        return Message.of(NodeError.OK);
    }

    private synchronized long unlikeBefore(String key, long atLeast) {
        return given.merge(key, atLeast, (last, wanted) -> Math.max(last + 1, wanted));
    }

    private static long microsOfDay() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }

    private static Versioned newest(List<Versioned> found) {
        return found.stream().max(Versioned::compareTo).orElse(Versioned.NONE);
    }

    /**
     * What a majority has.
     *
     * @throws NodeException NO_MAJORITY; or CHANGING, here
     */
    private List<Versioned> ask(String key, Replicas replicas) throws NodeException, InterruptedException {
        List<Versioned> found = new ArrayList<>();
        int missing = majority(replicas);
        if (replicas.nodes().contains(self)) {
            found.add(get(key, replicas.epoch()));
            missing--;
        }
        peers.askAll(others(replicas), Message.of(GET, key, Long.toString(replicas.epoch())), missing)
                .values()
                .forEach(answer -> found.add(Versioned.from(answer, 1)));
        if (found.size() < majority(replicas)) {
            throw new NodeException(NodeError.NO_MAJORITY, found.size() + " of " + replicas.nodes());
        }
        return found;
    }

    /** Whether a majority has it, or what is newer. */
    private boolean isPut(String key, Versioned value, Replicas replicas)
            throws IOException, NodeException, InterruptedException {
        int missing = majority(replicas);
        if (replicas.nodes().contains(self)) {
            put(key, replicas.epoch(), value);
            missing--;
        }
        Message request = value.appendedTo(Message.of(PUT, key, Long.toString(replicas.epoch())));
        return peers.askAll(others(replicas), request, missing).size() >= missing;
    }

    private static int majority(Replicas replicas) {
        return replicas.nodes().size() / 2 + 1;
    }

    private List<String> others(Replicas replicas) {
        return replicas.nodes().stream().filter(node -> !node.equals(self)).toList();
    }

    private Versioned get(String key, long epoch) throws NodeException {
        synchronized (placement) {
            placement.require(epoch);
            return store.get(key);
        }
    }

    private void put(String key, long epoch, Versioned value) throws IOException, NodeException {
        synchronized (placement) {
            placement.require(epoch);
            store.raise(key, value);
        }
    }

    @Override
    public Message answerPeer(String peer, Message request) throws Exception {
        if (placement instanceof ChangingRing ring && ChangingRing.isOfChange(request)) {
            return ring.answer(request);
        }
        String key = request.word(1);
        return switch (request.verb()) {
            case GET -> get(key, request.number(2)).appendedTo(Message.of(NodeError.OK));
            case PUT -> {
                put(key, request.number(2), Versioned.from(request, 3));
                yield Message.of(NodeError.OK);
            }
            default -> throw Requests.unknown(request);
        };
    }

    /** Of members that change, who they are; else with the time of day, as it is here. */
    @Override
    public Message status() {
        return placement instanceof ChangingRing ring
                ? ring.status()
                : Message.of(NodeError.OK, Long.toString(microsOfDay()));
    }
}
