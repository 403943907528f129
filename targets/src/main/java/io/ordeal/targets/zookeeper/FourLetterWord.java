package io.ordeal.targets.zookeeper;

import io.ordeal.cluster.Cluster;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** ZooKeeper's administrative commands, asked of a server's client port round the proxies. */
enum FourLetterWord {
    /** Are you there? */
    RUOK,
    /** Metrics and the server's state, a line each. */
    MNTR;

    private static final int TIMEOUT_MILLIS = 1_000;

    /** What servers must be configured to answer. */
    static String whitelist() {
        return "ruok,mntr,srvr";
    }

    /**
     * Asks.
     *
     * @throws IOException nobody answers, or not within a second
     */
    String ask(Cluster cluster, String node) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(cluster.direct(node, ZooKeeperServer.CLIENT_PORT), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The answer's lines of a name and a value; none from a server that has no leader to serve under. */
    Map<String, String> fields(Cluster cluster, String node) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        ask(cluster, node).lines().forEach(line -> {
            String[] parts = line.split("\t", 2);
            if (parts.length == 2) {
                fields.put(parts[0], parts[1].trim());
            }
        });
        return fields;
    }
}
