package io.ordeal.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP sockets of this machine and the processes that hold them, as Linux lists them in {@code /proc}. */
final class SocketTable {
    private static final Path PROC = Path.of("/proc");
    private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");
    /** What stands before an IPv4 address that a socket of IPv6 has. */
    private static final String MAPPED = "0000000000000000FFFF0000";

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    /** As the state of a socket. */
    private static final String LISTENS = "0A";

    private SocketTable() {}

    static boolean isReadable() {
        return Files.isReadable(PROC.resolve(TABLES.get(0)));
    }

    /**
     * The number of the socket at one end of a connection over IPv4; costs reading the table, a line for each socket of the
     * machine.
     *
     * @param local its own address
     * @param remote that of the other end
     * @return empty: there is none, or no more
     */
    static Optional<String> inode(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        String mine = hexadecimal(local);
        String other = hexadecimal(remote);
        for (String table : TABLES) {
            Path file = PROC.resolve(table);
            if (!Files.isReadable(file)) {
                continue;
            }
            try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
                Optional<String> found = lines.filter(line -> line.contains(mine))
                        .map(line -> line.strip().split("\\s+"))
                        .filter(fields -> fields.length > INODE
                                && withoutMapping(fields[LOCAL]).equals(mine)
                                && withoutMapping(fields[REMOTE]).equals(other))
                        .map(fields -> fields[INODE])
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The numbers of the sockets that listen at an address, or at all addresses with its port; costs reading the table.
     *
     * @param pid in whose network namespace it is looked
     * @return none: nobody listens there, or it can't be told
     */
    static Set<String> listening(long pid, InetSocketAddress at) throws IOException {
        String port = hexadecimal(at).substring(hexadecimal(at).indexOf(':'));
        Set<String> inodes = new HashSet<>();
        for (String table : TABLES) {
            Path file = PROC.resolve(Long.toString(pid)).resolve(table);
            if (!Files.isReadable(file)) {
                continue;
            }
            try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(fields -> fields.length > INODE
                                && fields[STATE].equals(LISTENS)
                                && (withoutMapping(fields[LOCAL]).equals(hexadecimal(at))
                                        || fields[LOCAL].matches("0+" + port)))
                        .forEach(fields -> inodes.add(fields[INODE]));
            } catch (NoSuchFileException | UncheckedIOException gone) {
                // its process has ended
            }
        }
        return inodes;
    }

    private static String withoutMapping(String field) {
        return field.startsWith(MAPPED) ? field.substring(MAPPED.length()) : field;
    }

    /** As the kernel prints it: the four bytes as one number of this machine, and the port. */
    static String hexadecimal(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        boolean turned = ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            text.append(String.format(Locale.ROOT, "%02X", bytes[turned ? bytes.length - 1 - i : i]));
        }
        return text.append(String.format(Locale.ROOT, ":%04X", address.getPort()))
                .toString();
    }

    /** Whether a process holds a socket; it doesn't if it is gone. */
    static boolean holds(long pid, String inode) throws IOException {
        String wanted = "socket:[" + inode + "]";
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            for (Path file : files) {
                if (wanted.equals(target(file))) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException | DirectoryIteratorException gone) {
            return false;
        }
    }

    private static String target(Path file) throws IOException {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (NoSuchFileException closed) {
            return "";
        }
    }
}
