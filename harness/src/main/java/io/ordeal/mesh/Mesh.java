package io.ordeal.mesh;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Set;

/** All links of a run. Methods may be called from any thread. */
public interface Mesh extends AutoCloseable {
    Set<Link> links();

    /** Where the sender of a link connects to reach a port of its receiver. */
    InetSocketAddress entrance(Link link, String port);

    /**
     * Breaks the way of messages.
     *
     * @param ways whose messages to whom; a message a→b travels on the links a→b and b→a
     * @return the break, to be healed
     * @throws Exception the proxy server refused; what was done is undone
     */
    Break breakWays(Collection<Way> ways, Breakage breakage) throws Exception;

    /** Bytes that have passed a link since it was made, both ways. */
    Traffic traffic(Link link);

    /** Heals everything: no toxic is left, every proxy is enabled. */
    void healAll() throws Exception;

    /** Removes all proxies and stops the server, if it is the mesh's own. Idempotent. */
    @Override
    void close();

    /**
     * The messages that one member sends to another, whoever opened the connection.
     *
     * @param from a node or a worker's clients
     * @param to a node or a worker's clients
     */
    record Way(String from, String to) {}

    /**
     * What has passed.
     *
     * @param upstreamBytes from the connection's opener
     * @param downstreamBytes to it
     * @param connections opened since the link was made
     * @param openConnections now
     */
    record Traffic(long upstreamBytes, long downstreamBytes, long connections, int openConnections) {}

    /** A break that is in force. */
    interface Break {
        /**
         * Heals it. Idempotent.
         *
         * @return what it did: connections cut, bytes held and so on, by name; for the history
         */
        java.util.Map<String, Object> heal() throws Exception;
    }
}
