package io.ordeal.mesh;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** All links of a run. Methods may be called from any thread. */
public interface Mesh extends AutoCloseable {
    Set<Link> links();

    /** The links on some port of which it is known where messages end. */
    Set<Link> framedLinks();

    /**
     * Where the sender of a link connects to reach a port of its receiver.
     *
     * @throws IllegalArgumentException there is no such link, or it does not lead to such a port
     */
    InetSocketAddress entrance(Link link, String port);

    /**
     * Why links can't be broken in some way; empty if they can.
     *
     * @return a sentence that says what could be asked for instead
     */
    Optional<String> refusal(Breakage breakage);

    /**
     * Breaks the way of messages. Breaks may overlap, on one link too; each is healed by itself.
     *
     * @param ways whose messages to whom; a message a→b travels on the links a→b and b→a. Ways that no link carries (from
     *     client to client, say) are nothing to break
     * @return the break, to be healed
     * @throws IllegalArgumentException no link carries any of the ways, or the breakage is {@link #refusal refused}, or it
     *     has no one-way form and a way back is not among the ways
     * @throws Exception the proxy server refused; what was done is undone
     */
    Break breakWays(Collection<Way> ways, Breakage breakage) throws Exception;

    /** What has passed a link since it was made, both ways, on all its ports; empty if the proxy server does not count. */
    Optional<Traffic> traffic(Link link);

    /** Heals every break: no toxic is left, every proxy is enabled. Idempotent; goes on past failures. */
    void healAll() throws Exception;

    /** Removes all proxies and stops the server, if it is the mesh's own. Idempotent. */
    @Override
    void close();

    /** The mesh of a system that has no network: it lives inside this JVM. */
    static Mesh none() {
        return new NoMesh();
    }

    /**
     * The messages that one member sends to another, whoever opened the connection.
     *
     * @param from a node or a worker's clients
     * @param to a node or a worker's clients
     */
    record Way(String from, String to) implements Comparable<Way> {
        public Way back() {
            return new Way(to, from);
        }

        @Override
        public int compareTo(Way other) {
            int byFrom = from.compareTo(other.from);
            return byFrom != 0 ? byFrom : to.compareTo(other.to);
        }

        @Override
        public String toString() {
            return from + "→" + to;
        }
    }

    /**
     * What has passed.
     *
     * @param upstreamBytes delivered from the connection's opener
     * @param downstreamBytes delivered to it
     * @param connections opened since the link was made
     * @param openConnections now
     * @param upstreamMessages from the connection's opener, on the ports whose protocol is known
     * @param downstreamMessages to it, on those ports
     */
    record Traffic(
            long upstreamBytes,
            long downstreamBytes,
            long connections,
            int openConnections,
            long upstreamMessages,
            long downstreamMessages) {
        public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0);

        public Traffic plus(Traffic other) {
            return new Traffic(
                    upstreamBytes + other.upstreamBytes,
                    downstreamBytes + other.downstreamBytes,
                    connections + other.connections,
                    openConnections + other.openConnections,
                    upstreamMessages + other.upstreamMessages,
                    downstreamMessages + other.downstreamMessages);
        }
    }

    /** A break that is in force. */
    interface Break {
        /** What was broken, for the history: {@code links}, and {@code connections} that were open on them. */
        Map<String, Object> done();

        /** What was done to the links. */
        Breakage breakage();

        /** What {@link #effect} is counted in; that of the breakage, or of something that it does beside that. */
        default String measure() {
            return breakage().measure();
        }

        /**
         * How much of it was done, in its {@link #measure measure}, to what came along the links, from
         * when it was in force until before it is taken away; other breaks of the same links don't count. Once it is
         * healed, what it came to.
         *
         * @return empty if the proxy server does not count
         */
        OptionalLong effect();

        /**
         * Heals it. Idempotent; after a failure it can be tried again.
         *
         * @return what became of it, by name, for the history: {@code connections-cut}, {@code bytes-held} and so on, as
         *     far as the proxy server counts
         */
        Map<String, Object> heal() throws Exception;
    }
}
