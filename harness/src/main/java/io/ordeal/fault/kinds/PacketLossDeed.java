package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import io.ordeal.namespace.PacketLoss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Packets of a node's are lost. It bit if one was. */
final class PacketLossDeed implements NodeDeed {
    static final String SOME = "some";
    /** What {@code all} would be called, were it not a whom. */
    static final String EVERY = "every";

    private static final int LEAST = 50;
    private static final int MOST = 500;

    private final String mode;
    private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();

    PacketLossDeed(String mode) {
        this.mode = mode;
    }

    @Override
    public boolean killsFirst() {
        return false;
    }

    @Override
    public String measure() {
        return "packets-lost";
    }

    @Override
    public String toldAs() {
        return "cables";
    }

    @Override
    public boolean hasSomethingAt(Cluster cluster, String node) {
        return cluster.packets(node).isPresent();
    }

    @Override
    public void strike(Cluster cluster, String node, SplittableRandom random) throws Exception {
        int perThousand = mode.equals(EVERY) ? PacketLoss.ALL : random.nextInt(LEAST, MOST + 1);
        told.put(node, Map.of("lost-per-thousand", perThousand));
        loss(cluster, node).begin(perThousand);
    }

    private static PacketLoss loss(Cluster cluster, String node) {
        return cluster.packets(node).orElseThrow();
    }

    @Override
    public long amount(Cluster cluster, String node) throws Exception {
        return loss(cluster, node).lost();
    }

    @Override
    public Map<String, Object> told(String node) {
        return told.getOrDefault(node, Map.of());
    }

    @Override
    public void undo(Cluster cluster, String node) throws Exception {
        loss(cluster, node).end();
    }
}
