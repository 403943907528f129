package io.ordeal.fault.kinds;

import io.ordeal.cluster.Cluster;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a {@link DeedFault} does to a node beside, or instead of, taking it down, and how it is undone. One for each fault of
 * a run.
 */
interface NodeDeed {
    /** Whether the node is dead while it is done, by kill -9, and comes back when it is undone. */
    boolean killsFirst();

    /** What shows that it was done, as {@link io.ordeal.fault.Evidence#measure}. */
    String measure();

    /** What the history calls that which is done to each node: {@code :disks {"n1" {…}}}. */
    default String toldAs() {
        return "disks";
    }

    /** Whether there is anything at a node that this can be done to. */
    boolean hasSomethingAt(Cluster cluster, String node);

    /** Does it; what was half done is undone by {@link #undo}. */
    void strike(Cluster cluster, String node, SplittableRandom random) throws Exception;

    /** How much it did to a node, in the measure, before it is undone. */
    long amount(Cluster cluster, String node) throws Exception;

    /** For the history: what became of it at a node; empty if there is no more to tell than the amount. */
    Map<String, Object> told(String node);

    /** For the history: what is known of a node only when it is to be undone, beside the amount. */
    default Map<String, Object> toldAtEnd(Cluster cluster, String node) throws Exception {
        return Map.of();
    }

    /** Undoes it; idempotent. A node that ended meanwhile is started afterwards. */
    void undo(Cluster cluster, String node) throws Exception;
}
