package io.ordeal.targets.textbook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other nodes, each behind a link of this node's own. Safe for many threads. */
final class Peers {
    /** For connecting, and for each answer. An operation takes two rounds at most, and a client waits for longer. */
    static final Duration TIMEOUT = Duration.ofMillis(700);

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final Map<String, PeerLink> links = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "asking");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Those that a node knows.
     *
     * @param self the node's own name
     * @param addresses by name, where it reaches them; in an order that all nodes have
     */
    Peers(String self, Map<String, InetSocketAddress> addresses) {
        addresses.forEach((name, address) -> links.put(name, new PeerLink(self, address, TIMEOUT)));
    }

    Set<String> names() {
        return links.keySet();
    }

    /**
     * Asks one.
     *
     * @throws NodeException UNREACHABLE: nothing was sent; NO_ANSWER: nobody knows whether it was done; what it answers but ok
     * @throws IllegalArgumentException there is no such node
     */
    Message ask(String peer, Message request) throws NodeException {
        PeerLink link = links.get(peer);
        if (link == null) {
            throw new IllegalArgumentException("there is no node " + peer + " beside this one, but " + names());
        }
        Message answer = link.ask(request);
        if (!answer.verb().equals(NodeError.OK)) {
            throw new NodeException(NodeError.of(answer), answer.toString());
        }
        return answer;
    }

    /** Tells all something, and does not wait for it to arrive: what gets lost is not told again. */
    void tell(Message request) {
        for (String peer : names()) {
            threads.execute(() -> {
                try {
                    ask(peer, request);
                } catch (NodeException lost) {
                    LOG.debug("{} was not told", peer, lost);
                }
            });
        }
    }

    /**
     * Asks some at once, and waits until enough have answered ok, or all have answered or are given up.
     *
     * @return the answers that are ok, by who gave them; those that come later are not waited for
     */
    Map<String, Message> askAll(Collection<String> whom, Message request, int enough) throws InterruptedException {
        BlockingQueue<Map.Entry<String, Message>> came = new LinkedBlockingQueue<>();
        for (String peer : whom) {
            threads.execute(() -> came.add(Map.entry(peer, outcome(peer, request))));
        }
        Map<String, Message> answers = new LinkedHashMap<>();
        long end = System.nanoTime() + 2 * TIMEOUT.toNanos();
        for (int i = 0; i < whom.size() && answers.size() < enough; i++) {
            Map.Entry<String, Message> next = came.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            if (next.getValue().verb().equals(NodeError.OK)) {
                answers.put(next.getKey(), next.getValue());
            }
        }
        return answers;
    }

    private Message outcome(String peer, Message request) {
        try {
            return ask(peer, request);
        } catch (NodeException notDone) {
            return notDone.error().answer("");
        }
    }

    /** A link to one node, with as many connections as there are questions at once. */
    static final class PeerLink {
        private final String self;
        private final InetSocketAddress address;
        private final Duration timeout;
        private final BlockingQueue<MessageSocket> idle = new LinkedBlockingQueue<>();

        PeerLink(String self, InetSocketAddress address, Duration timeout) {
            this.self = self;
            this.address = address;
            this.timeout = timeout;
        }

        /** @throws NodeException UNREACHABLE: nothing was sent; NO_ANSWER: nobody knows whether it was done */
        Message ask(Message request) throws NodeException {
            MessageSocket socket = idle.poll();
            if (socket == null) {
                try {
                    socket = MessageSocket.open(address, timeout, self);
                } catch (IOException nobody) {
                    throw new NodeException(NodeError.UNREACHABLE, String.valueOf(nobody.getMessage()));
                }
            }
            try {
                Message answer = socket.ask(request);
                idle.add(socket);
                return answer;
            } catch (IOException broken) {
                // the others that lie idle are older, and broken as well if the node was started anew
                closeQuietly(socket);
                for (MessageSocket other = idle.poll(); other != null; other = idle.poll()) {
                    closeQuietly(other);
                }
                throw new NodeException(NodeError.NO_ANSWER, String.valueOf(broken.getMessage()));
            }
        }

        private static void closeQuietly(MessageSocket socket) {
            try {
                socket.close();
            } catch (IOException alreadyBroken) {
                LOG.debug("closed already", alreadyBroken);
            }
        }
    }
}
