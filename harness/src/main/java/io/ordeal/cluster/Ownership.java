package io.ordeal.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose something is that outlives its harness if that one is killed: a name that stands in the thing's own, e.g. {@code
 * ordeal-4711-90210-4026531836}.
 *
 * @param pid of the harness
 * @param startTicks when it was started, since boot: another may have its number
 * @param table of processes that it was in; a number means nothing in another. 0 where that can't be told
 */
record Ownership(long pid, long startTicks, String table) {
    private static final Pattern NAME = Pattern.compile("ordeal-(\\d+)-(\\d+)-(\\d+)");

    /** The name of this process' own. */
    static String mine() {
        long pid = ProcessHandle.current().pid();
        return "ordeal-" + pid + "-" + ProcessTable.startTicks(pid) + "-" + processTable();
    }

    /** Reads a name; empty if it is none. */
    static Optional<Ownership> read(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Ownership(
                        Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    /** Whether that process is certainly gone. */
    boolean isDead() {
        return table.equals(processTable()) && ProcessTable.startTicks(pid) != startTicks;
    }

    private static String processTable() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                    .toString()
                    .replaceAll("\\D", "");
        } catch (IOException e) {
            return "0";
        }
    }
}
