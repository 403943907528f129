package io.ordeal.namespace;

import io.ordeal.tool.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a machine must have for network namespaces, and whether this one does. */
public final class NamespaceNeeds {
    /** By tool, the package of Debian's that has it. */
    private static final Map<String, String> TOOLS = new TreeMap<>(
            Map.of("ip", "iproute2", "nft", "nftables", "nsenter", "util-linux", "unshare", "util-linux"));

    /** By number, see capabilities(7): to make interfaces and rules, and to make and enter namespaces. */
    private static final Map<Integer, String> CAPABILITIES =
            new TreeMap<>(Map.of(12, "CAP_NET_ADMIN", 21, "CAP_SYS_ADMIN"));

    private NamespaceNeeds() {}

    /** Why nodes can't be in network namespaces on this machine, and what to do about it; empty if they can. */
    public static Optional<String> lacking() {
        return lacking(Path.of("/proc"), NamespaceNeeds::isInstalled);
    }

    static Optional<String> lacking(Path proc, Tools tools) {
        if (!Files.exists(proc.resolve("self/ns/net"))) {
            return Optional.of("needs Linux, for network namespaces, and this is " + System.getProperty("os.name")
                    + ": ask for --cluster process, or run it on a Linux machine");
        }
        long held = capabilities(proc);
        List<String> lacking = CAPABILITIES.entrySet().stream()
                .filter(needed -> (held >> needed.getKey() & 1) == 0)
                .map(Map.Entry::getValue)
                .toList();
        if (!lacking.isEmpty()) {
            return Optional.of("needs " + String.join(" and ", lacking)
                    + ": run it as root, with sudo -E ./ordeal run …; or in a user namespace of your own, with: unshare -rn"
                    + " sh -c 'ip link set lo up && ./ordeal run …'; or ask for --cluster process");
        }
        List<String> missing =
                TOOLS.keySet().stream().filter(tool -> !tools.has(tool)).toList();
        if (!missing.isEmpty()) {
            return Optional.of("needs " + String.join(" and ", missing)
                    + ", which are not on the path: install them, on Debian with: apt-get install "
                    + String.join(
                            " ", missing.stream().map(TOOLS::get).distinct().toList()));
        }
        return Optional.empty();
    }

    private static boolean isInstalled(String tool) {
        return Command.find(tool).isPresent();
    }

    /** Those in effect for this process; none if the table doesn't tell. */
    private static long capabilities(Path proc) {
        try (Stream<String> lines = Files.lines(proc.resolve("self/status"))) {
            return lines.filter(line -> line.startsWith("CapEff:"))
                    .map(line -> Long.parseUnsignedLong(line.split("\\s+")[1], 16))
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Which tools are there. */
    @FunctionalInterface
    interface Tools {
        boolean has(String tool);
    }
}
