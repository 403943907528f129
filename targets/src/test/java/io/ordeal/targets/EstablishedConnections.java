package io.ordeal.targets;

import io.ordeal.cluster.ProcessCluster;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The TCP connections that are established on this machine between a cluster's nodes and anybody, as the kernel lists
 * them: a law that proxies are never gone round is not proved by asking the proxies.
 */
public final class EstablishedConnections {
    /** Who is at the other end if it is this JVM, in which the proxies are. */
    public static final String HARNESS = "harness";

    private static final String ESTABLISHED = "01";

    private EstablishedConnections() {}

    /**
     * A connection as seen by a node.
     *
     * @param node whose socket it is
     * @param peer whose socket is at the other end: a node, or {@link #HARNESS}
     */
    public record Connection(String node, String peer, String addresses) {}

    /** All whose both ends are sockets of the cluster's nodes or of this JVM. */
    public static List<Connection> of(ProcessCluster cluster) throws IOException {
        Map<String, String> owners = new HashMap<>();
        collectOwners(owners, ProcessHandle.current().pid(), HARNESS);
        for (var node : cluster.description().nodes()) {
            for (long pid : cluster.pids(node.name())) {
                collectOwners(owners, pid, node.name());
            }
        }
        Map<String, String> inodeByEnds = new HashMap<>();
        for (String table : List.of("tcp", "tcp6")) {
            Files.readAllLines(Path.of("/proc/net", table)).stream()
                    .skip(1)
                    .map(line -> line.trim().split("\\s+"))
                    .filter(fields -> fields[3].equals(ESTABLISHED))
                    .forEach(fields -> inodeByEnds.put(end(fields[1]) + "-" + end(fields[2]), fields[9]));
        }
        List<Connection> connections = new ArrayList<>();
        inodeByEnds.forEach((ends, inode) -> {
            String[] both = ends.split("-");
            String node = owners.get(inode);
            String peer = owners.get(inodeByEnds.getOrDefault(both[1] + "-" + both[0], ""));
            if (node != null && !node.equals(HARNESS) && peer != null) {
                connections.add(new Connection(node, peer, ends));
            }
        });
        return connections;
    }

    /** An address and port in hexadecimal, without what says that it is an IPv4 address in IPv6's clothes. */
    private static String end(String field) {
        return field.replace("0000000000000000FFFF0000", "");
    }

    private static void collectOwners(Map<String, String> owners, long pid, String name) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                inode(file).ifPresent(inode -> owners.put(inode, name));
            }
        }
    }

    private static Optional<String> inode(Path file) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            return target.startsWith("socket:[")
                    ? Optional.of(target.substring("socket:[".length(), target.length() - 1))
                    : Optional.empty();
        } catch (IOException e) {
            // closed meanwhile
            return Optional.empty();
        }
    }
}
