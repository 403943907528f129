package io.ordeal.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/** Addresses of the loopback interface, by which the processes of one machine can be told apart. */
final class Loopback {
    /** Where servers really listen. */
    static final InetAddress SERVERS = address(0, 1);

    /** The block of addresses for clients, where no two clusters have the same ports. */
    static final int CLIENTS = 2;

    private Loopback() {}

    /**
     * The address of a node: announced by it, and the one from which it connects.
     *
     * @param index of the node, from 0
     */
    static InetAddress ofNode(int index) {
        return address(1 + (index + 1) / 256, (index + 1) % 256);
    }

    /**
     * The address of a link, for those that are told apart by their hosts alone.
     *
     * @param from of the node that connects, from 0
     * @param to likewise; both below 255
     */
    static InetAddress ofLink(int from, int to) {
        return address(1, from + 1, to + 1);
    }

    /**
     * Likewise, of clients.
     *
     * @param block {@link #CLIENTS}, or {@link #anyClients}
     * @param worker whose they are, from 0
     * @param to the node that they connect to, from 0; both below 255
     */
    static InetAddress ofClientsLink(int block, int worker, int to) {
        return address(block, worker + 1, to + 1);
    }

    /** A block for the clients of one cluster, where ports are not leased: of two at once they could be the same. */
    static int anyClients() {
        return ThreadLocalRandom.current().nextInt(CLIENTS + 1, 255);
    }

    private static InetAddress address(int third, int fourth) {
        return address(0, third, fourth);
    }

    private static InetAddress address(int second, int third, int fourth) {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) second, (byte) third, (byte) fourth});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
