package io.ordeal.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/** Tells whose a connection is that comes to an address which a node announces to all. */
public interface Senders {
    /**
     * The node that has opened a connection.
     *
     * @param from its end at whoever has opened it
     * @param to its end here
     * @return empty: no node that may
     * @throws IOException it can't be told
     */
    Optional<String> find(InetSocketAddress from, InetSocketAddress to) throws IOException;

    /** What a connection must have to be let in, for who reads a log: {@code a node must connect from …}. */
    String rule();

    /** Nodes that connect from an address of their own each. */
    static Senders byAddress(Map<InetAddress, String> nodes) {
        Map<InetAddress, String> known = Map.copyOf(nodes);
        return new Senders() {
            @Override
            public Optional<String> find(InetSocketAddress from, InetSocketAddress to) {
                return Optional.ofNullable(known.get(from.getAddress()));
            }

            @Override
            public String rule() {
                return "a node must connect from its own address, one of " + known.keySet();
            }
        };
    }
}
