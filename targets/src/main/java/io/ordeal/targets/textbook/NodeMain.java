package io.ordeal.targets.textbook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a node's own JVM runs, until it is killed. */
public final class NodeMain {
    /** Before those of the peers. */
    private static final int ARGUMENTS = 7;

    private NodeMain() {}

    /**
     * Starts the node.
     *
     * @param arguments design, name, names of all members with commas between them, whether the
     *     cluster begins with it now, folder, where to listen for clients, where
     *     for nodes, and for each peer {@code name=host:port}; addresses as {@code host:port}
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, InetSocketAddress> peers = new LinkedHashMap<>();
        for (String argument : List.of(arguments).subList(ARGUMENTS, arguments.length)) {
            int equals = argument.indexOf('=');
            peers.put(argument.substring(0, equals), address(argument.substring(equals + 1)));
        }
        String self = arguments[1];
        NodePlace place = new NodePlace(
                self,
                List.of(arguments[2].split(",")),
                Boolean.parseBoolean(arguments[3]),
                new Peers(self, peers),
                Path.of(arguments[4]));
        NodeServer server = new NodeServer(Design.valueOf(arguments[0]).open(place));
        server.forPeers(address(arguments[6]));
        server.forClients(address(arguments[5]));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
