package io.ordeal.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Where on this machine's networks a process node is. */
interface NodePlace extends AutoCloseable {
    /** The address from which it connects to others. */
    InetAddress source();

    /**
     * Where it really listens.
     *
     * @throws IllegalArgumentException it has no such port
     */
    InetSocketAddress listen(String port);

    /**
     * The one address at which all others reach a port, each led to its own link from there; empty if each has an address
     * of its own for it.
     *
     * @throws IllegalArgumentException it has no such port
     */
    Optional<InetSocketAddress> toAll(String port);

    /** The first port that somebody listens on; meant for when the node's own server does not. */
    Optional<String> takenPort();

    /**
     * The command that becomes the given one there.
     *
     * @throws IOException the place is gone
     */
    List<String> entering(List<String> command) throws IOException;

    /** Gives it back. Idempotent. */
    @Override
    void close();
}
