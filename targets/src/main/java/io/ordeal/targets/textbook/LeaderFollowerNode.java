package io.ordeal.targets.textbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text's leader and followers: the leader takes writes and copies them to the others, heartbeats tell who is alive, and
 * when the leader is not, the most recent of those that are takes over. Nobody asks whether the others agree.
 *
 * <pre>
 *   n1 leads, term 1 ──copies──► n2, n3
 *   n1 is cut off:   n1 leads on, and acknowledges     n2 takes over, term 2, and acknowledges
 *   n1 is back:      the higher term leads: n1 follows n2, and takes n2's data for its own
 * </pre>
 */
final class LeaderFollowerNode implements Node {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderFollowerNode.class);
    private static final String COPY = "copy";
    private static final String STATE = "state";
    private static final String NOBODY = "-";
    private static final long LOOK_MILLIS = 50;
    private static final long AFTER_FAILURE_MILLIS = 50;

    /** When a write is acknowledged. */
    enum Acknowledging {
        /** The leader has it. */
        AT_ONCE,
        /** All followers that are alive have it, too. */
        WHEN_COPIED
    }

    private final String self;
    private final Acknowledging acknowledging;
    private final Peers peers;
    private final Heartbeats heartbeats;
    private final Journal journal;

    private final Map<String, Long> registers = new TreeMap<>();
    /** How many writes are in {@link #registers}. */
    private long version;

    private long term;
    private String leader = NOBODY;
    private long leaderHeardNanos = System.nanoTime();
    /** What this leader has written in its term, from {@link #firstOfTerm} on. */
    private final List<Message> writtenInTerm = new ArrayList<>();

    private long firstOfTerm;
    /** The last version that each follower is known to have; none if it has to be given all. */
    private final Map<String, Long> copied = new HashMap<>();

    LeaderFollowerNode(NodePlace place, Acknowledging acknowledging) throws IOException {
        self = place.self();
        this.acknowledging = acknowledging;
        peers = place.peers();
        heartbeats = place.newHeartbeats();
        journal = new Journal(place.folder());
        List<String> lines = journal.lines();
        lines.forEach(line -> restore(Message.of(line.split(" "))));
        if (lines.isEmpty() && self.equals(place.all().get(0))) {
            lead(1);
        }
        heartbeats.start(peers, this::heartbeat);
        peers.names().forEach(follower -> start("copying to " + follower, () -> copyTo(follower)));
        start("looking", this::look);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private boolean leads() {
        return leader.equals(self);
    }

    // What is kept: "state TERM VERSION KEY VALUE ..." and then "copy TERM VERSION KEY VALUE" for each write.

    private void restore(Message line) {
        term = line.number(1);
        version = line.number(2);
        for (int i = 3; i < line.words().size(); i += 2) {
            registers.put(line.word(i), line.number(i + 1));
        }
    }

    private Message state() {
        List<String> words = new ArrayList<>(List.of(STATE, Long.toString(term), Long.toString(version)));
        registers.forEach((key, value) -> {
            words.add(key);
            words.add(Long.toString(value));
        });
        return new Message(words);
    }

    // Clients.

    @Override
    public Message answerClient(Message request) throws Exception {
        String key = request.word(1);
        return switch (request.verb()) {
            case Requests.READ -> read(key);
            case Requests.WRITE -> write(key, request.number(2));
            default -> throw Requests.unknown(request);
        };
    }

    private synchronized Message read(String key) throws NodeException {
        if (acknowledging == Acknowledging.WHEN_COPIED) {
            requireLead();
        }
        Long value = registers.get(key);
        return value == null ? Message.of(NodeError.OK) : Message.of(NodeError.OK, Long.toString(value));
    }

    private void requireLead() throws NodeException {
        if (!leads()) {
            throw new NodeException(NodeError.NOT_LEADER, leader);
        }
    }

    private synchronized Message write(String key, long value) throws Exception {
        requireLead();
        long mine = version + 1;
        Message entry = Message.of(COPY, Long.toString(term), Long.toString(mine), key, Long.toString(value));
        journal.add(entry.toString());
        version = mine;
        registers.put(key, value);
        writtenInTerm.add(entry);
        notifyAll();
        if (acknowledging == Acknowledging.WHEN_COPIED) {
            awaitCopies(mine);
        }
        return Message.of(NodeError.OK);
    }

    private void awaitCopies(long mine) throws NodeException, InterruptedException {
        long termThen = term;
        long end = System.nanoTime() + Peers.TIMEOUT.toNanos() + Heartbeats.SILENCE.toNanos();
        while (peers.names().stream()
                .anyMatch(peer -> heartbeats.isAlive(peer) && copied.getOrDefault(peer, -1L) < mine)) {
            if (!leads() || term != termThen || System.nanoTime() > end) {
                throw new NodeException(NodeError.UNDECIDED, "not copied to all that are alive");
            }
            wait(LOOK_MILLIS);
        }
    }

    // Copies.

    private void copyTo(String follower) {
        while (true) {
            try {
                copyOnce(follower);
            } catch (NodeException notCopied) {
                synchronized (this) {
                    copied.remove(follower);
                }
                if (!slept(AFTER_FAILURE_MILLIS)) {
                    return;
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static boolean slept(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private void copyOnce(String follower) throws NodeException, InterruptedException {
        List<Message> next;
        long upTo;
        long termThen;
        synchronized (this) {
            while (!leads() || copied.getOrDefault(follower, -1L) == version) {
                wait();
            }
            long has = copied.getOrDefault(follower, -1L);
            next = has < firstOfTerm
                    ? List.of(state())
                    : List.copyOf(writtenInTerm.subList((int) (has - firstOfTerm), writtenInTerm.size()));
            upTo = version;
            termThen = term;
        }
        for (Message each : next) {
            Message unused = peers.ask(follower, each);
        }
        synchronized (this) {
            if (leads() && term == termThen) {
                copied.put(follower, upTo);
                notifyAll();
            }
        }
    }

    @Override
    public Message answerPeer(String peer, Message request) throws Exception {
        return switch (request.verb()) {
            case Heartbeats.VERB -> heartbeats.heard(peer, request);
            case COPY -> take(peer, request);
            case STATE -> takeAll(peer, request);
            default -> throw Requests.unknown(request);
        };
    }

    private synchronized Message take(String peer, Message entry) throws Exception {
        if (!leader.equals(peer) || entry.number(1) != term || entry.number(2) != version + 1) {
            throw new NodeException(NodeError.NOT_LEADER, "not what comes next here");
        }
        journal.add(entry.toString());
        restore(entry);
        return Message.of(NodeError.OK);
    }

    private synchronized Message takeAll(String peer, Message state) throws Exception {
        if (!outranks(state.number(1), peer)) {
            throw new NodeException(NodeError.NOT_LEADER, leader);
        }
        follow(peer);
        registers.clear();
        restore(state);
        journal.replace(List.of(state.toString()));
        return Message.of(NodeError.OK);
    }

    /** Whether a node that leads in a term goes before the one that leads here. */
    private boolean outranks(long itsTerm, String peer) {
        return itsTerm > term || (itsTerm == term && (leader.equals(NOBODY) || peer.compareTo(leader) <= 0));
    }

    // Heartbeats.

    private synchronized Message heartbeat() {
        return Message.of(Heartbeats.VERB, Long.toString(term), Long.toString(version), Boolean.toString(leads()));
    }

    private void look() {
        do {
            lookOnce();
        } while (slept(LOOK_MILLIS));
    }

    private synchronized void lookOnce() {
        Map<String, Message> living = heartbeats.wordsOfTheLiving();
        boolean led = leads();
        for (Map.Entry<String, Message> each : living.entrySet()) {
            if (Boolean.parseBoolean(each.getValue().word(3))) {
                leaderHeardNanos = System.nanoTime();
                if (outranks(each.getValue().number(1), each.getKey())) {
                    follow(each.getKey());
                    led = false;
                }
            }
        }
        boolean silent = System.nanoTime() - leaderHeardNanos > Heartbeats.SILENCE.toNanos();
        if (!led && silent && isMostRecentOf(living)) {
            long highest = living.values().stream()
                    .mapToLong(word -> word.number(1))
                    .max()
                    .orElse(0);
            lead(Math.max(term, highest) + 1);
        }
    }

    private boolean isMostRecentOf(Map<String, Message> living) {
        return living.entrySet().stream()
                .allMatch(each -> each.getValue().number(2) < version
                        || (each.getValue().number(2) == version && self.compareTo(each.getKey()) < 0));
    }

    private synchronized void lead(long newTerm) {
        LOG.warn("leads from now on, in term {}", newTerm);
        term = newTerm;
        leader = self;
        firstOfTerm = version;
        writtenInTerm.clear();
        copied.clear();
        notifyAll();
    }

    private synchronized void follow(String peer) {
        if (!leader.equals(peer)) {
            LOG.warn("follows {}", peer);
        }
        leader = peer;
        notifyAll();
    }

    /** Whether it leads, and whom it takes for alive. */
    @Override
    public synchronized Message status() {
        return Message.of(NodeError.OK, leader, String.join(",", heartbeats.alive()));
    }
}
