package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ProcessFamily;
import io.ordeal.cluster.ProcessTable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** One of a node's processes is gone, but not the first. There is nothing to undo. */
final class KillWorkerDeed implements NodeDeed {
    static final String ANY = "any";
    static final String NEWEST = "newest";

    private final String mode;
    private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();

    /** @param mode any or newest */
    KillWorkerDeed(String mode) {
        this.mode = mode;
    }

    @Override
    public boolean killsFirst() {
        return false;
    }

    @Override
    public String measure() {
        return "workers-killed";
    }

    @Override
    public String toldAs() {
        return "workers";
    }

    @Override
    public boolean hasSomethingAt(Cluster cluster, String node) {
        return cluster.state(node) == Cluster.State.RUNNING
                && cluster.processes(node)
                        .filter(family -> workers(family).findAny().isPresent())
                        .isPresent();
    }

    private static Stream<Long> workers(ProcessFamily family) {
        long first = family.firstPid().orElse(0);
        return family.pids().stream().filter(pid -> first != 0 && pid != first).sorted();
    }

    @Override
    public void strike(Cluster cluster, String node, SplittableRandom random) throws Exception {
        told.remove(node);
        ProcessFamily family = cluster.processes(node).orElseThrow();
        List<Long> workers = workers(family).toList();
        if (workers.isEmpty()) {
            return;
        }
        long victim = mode.equals(NEWEST)
                ? workers.stream()
                        // two that began within one of the kernel's ticks are told apart by their numbers, which rise
                        .max(Comparator.comparing(ProcessTable::startTicks).thenComparing(Comparator.naturalOrder()))
                        .orElseThrow()
                : workers.get(random.nextInt(workers.size()));
        String title = ProcessTable.title(victim);
        if (family.kill(victim)) {
            told.put(node, Map.of("pid", victim, "process", title));
        }
    }

    @Override
    public long amount(Cluster cluster, String node) {
        return told.containsKey(node) ? 1 : 0;
    }

    @Override
    public Map<String, Object> told(String node) {
        return told.getOrDefault(node, Map.of());
    }

    @Override
    public void undo(Cluster cluster, String node) {}
}
