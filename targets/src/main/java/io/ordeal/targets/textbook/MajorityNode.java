package io.ordeal.targets.textbook;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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
    /** Of a key, the nodes that have it. */
    private final Function<String, List<String>> replicas;

    private final VersionedStore store;
    private final Peers peers;
    /** The versions that this life has given, by key, so that no two of its writes have one. */
    private final Map<String, Long> given = new HashMap<>();

    MajorityNode(NodePlace place, Stamp stamp, Function<String, List<String>> replicas) throws IOException {
        this.self = place.self();
        this.stamp = stamp;
        this.replicas = replicas;
        this.store = place.openStore();
        this.peers = place.peers();
        this.writer = self + "." + store.starts();
    }

    @Override
    public Message answerClient(Message request) throws Exception {
        String key = request.word(1);
        return switch (request.verb()) {
            case Requests.READ -> read(key).told();
            case Requests.WRITE -> write(key, request.number(2));
            default -> throw Requests.unknown(request);
        };
    }

    private Versioned read(String key) throws Exception {
        List<Versioned> found = ask(key);
        Versioned newest = newest(found);
        boolean everywhere = found.stream().allMatch(each -> each.compareTo(newest) == 0);
        if (!everywhere && !isPut(key, newest)) {
            throw new NodeException(NodeError.UNDECIDED, "read, but not written back");
        }
        return newest;
    }

    private Message write(String key, long value) throws Exception {
        long version = stamp == Stamp.CLOCK ? microsOfDay() : newest(ask(key)).version() + 1;
        Versioned next = new Versioned(unlikeBefore(key, version), writer, value);
        if (!isPut(key, next)) {
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
     * @throws NodeException NO_MAJORITY
     */
    private List<Versioned> ask(String key) throws NodeException, InterruptedException {
        List<String> whom = replicas.apply(key);
        List<Versioned> found = new ArrayList<>();
        int missing = majority(whom);
        if (whom.contains(self)) {
            found.add(store.get(key));
            missing--;
        }
        peers.askAll(others(whom), Message.of(GET, key), missing)
                .values()
                .forEach(answer -> found.add(Versioned.from(answer, 1)));
        if (found.size() < majority(whom)) {
            throw new NodeException(NodeError.NO_MAJORITY, found.size() + " of " + whom);
        }
        return found;
    }

    /** Whether a majority has it, or what is newer. */
    private boolean isPut(String key, Versioned value) throws IOException, InterruptedException {
        List<String> whom = replicas.apply(key);
        int missing = majority(whom);
        if (whom.contains(self)) {
            store.raise(key, value);
            missing--;
        }
        return peers.askAll(others(whom), value.appendedTo(Message.of(PUT, key)), missing)
                        .size()
                >= missing;
    }

    private static int majority(List<String> whom) {
        return whom.size() / 2 + 1;
    }

    private List<String> others(List<String> whom) {
        return whom.stream().filter(node -> !node.equals(self)).toList();
    }

    @Override
    public Message answerPeer(String peer, Message request) throws Exception {
        String key = request.word(1);
        return switch (request.verb()) {
            case GET -> store.get(key).appendedTo(Message.of(NodeError.OK));
            case PUT -> {
                store.raise(key, Versioned.from(request, 2));
                yield Message.of(NodeError.OK);
            }
            default -> throw Requests.unknown(request);
        };
    }

    /** With the time of day, as it is here. */
    @Override
    public Message status() {
        return Message.of(NodeError.OK, Long.toString(microsOfDay()));
    }
}
