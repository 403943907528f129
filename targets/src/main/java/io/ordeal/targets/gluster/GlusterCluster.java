package io.ordeal.targets.gluster;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterDescription;
import io.ordeal.cluster.NodeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Three nodes, and a volume on them of which each has a replica. */
record GlusterCluster() implements ClusterDescription {
    static final List<String> NODES = List.of("n1", "n2", "n3");

    static final String VOLUME = "files";

    /** After so long without an answer a brick counts as gone; 42 s unless told otherwise, longer than a trial. */
    static final Duration PING_TIMEOUT = Duration.ofSeconds(4);

    /** Where a node's brick is, in its root. */
    static final String BRICK = GlusterServer.BRICKS + "/" + VOLUME;

    private static final Duration READY = Duration.ofMinutes(3);

    @Override
    public List<NodeSpec> nodes() {
        return NODES.stream()
                .map(name -> new NodeSpec(name, new GlusterServer()))
                .toList();
    }

    @Override
    public Duration readyWithin() {
        return READY;
    }

    @Override
    public Map<String, String> refusedFaults() {
        return Map.of(
                "wipe",
                "the others must be told to give a node's brick up (gluster volume reset-brick) before it can begin anew");
    }

    /** Whether all know of each other, and the volume's bricks and healers are there. Starts the volume that nobody has started yet. */
    @Override
    public boolean isReady(Cluster cluster) throws IOException, InterruptedException {
        for (String node : NODES) {
            if (new GlusterAdmin(cluster, node).connected() != NODES.size()) {
                return false;
            }
        }
        GlusterAdmin admin = new GlusterAdmin(cluster, NODES.get(0));
        if (!admin.isStarted(VOLUME)) {
            // by force, as the bricks' folders do not say yet whose they are
            admin.run("volume", "start", VOLUME, "force");
        }
        return admin.online(VOLUME) == 2 * NODES.size();
    }
}
