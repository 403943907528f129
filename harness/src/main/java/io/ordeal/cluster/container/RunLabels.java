package io.ordeal.cluster.container;

import io.ordeal.cluster.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of containers and networks: that they are Ordeal's, of which run, and what tells whether its harness still
 * lives: the process, when it was started, and in which life and process table of the machine.
 */
final class RunLabels {
    static final String OURS = "ordeal";
    static final String RUN = "ordeal.run";
    static final String PID = "ordeal.pid";
    /** Of one cluster, which may be one of several of a run and of a harness. */
    static final String CLUSTER = "ordeal.cluster";

    private static final String BOOT = "ordeal.boot";
    private static final String PROCESSES = "ordeal.processes";

    private RunLabels() {}

    /** Those of a run whose harness is this process. */
    static Map<String, String> of(String run, String cluster) {
        return Map.of(OURS, "true", RUN, run, CLUSTER, cluster, PID, self(), BOOT, boot(), PROCESSES, processes());
    }

    private static String self() {
        long pid = ProcessHandle.current().pid();
        return pid + "-" + ProcessTable.startTicks(pid);
    }

    /**
     * Whether the harness of who carries these labels is certainly dead. One whose process table is another than ours, in
     * a container say, can't be seen from here and counts as living.
     */
    static boolean isOrphan(Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        if (!"true".equals(all.get(OURS)) || !all.keySet().containsAll(List.of(PID, BOOT, PROCESSES))) {
            return false;
        }
        if (!boot().equals(all.get(BOOT))) {
            return !boot().isEmpty();
        }
        if (!processes().equals(all.get(PROCESSES))) {
            return false;
        }
        String[] process = all.getOrDefault(PID, "").split("-", 2);
        try {
            return ProcessTable.startTicks(Long.parseLong(process[0])) != Long.parseLong(process[1]);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String processes() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
