package io.ordeal.targets.gluster;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What nodes know of the volume from the beginning, as if they had made it and had not started it: glusterd's own files, of which it
 * makes all others. To have it made by GlusterFS' command line takes ten times as long as everything else.
 */
final class VolumeFiles {
    /** The newest that 11.1 knows. */
    static final int OPERATING_VERSION = 110000;

    /**
     * As a volume of three replicas is made, without what mounts keep in mind or hold back: nobody reads what was true a second ago.
     * Of three replicas a majority has to do each change, unless told otherwise.
     */
    private static final Map<String, String> OPTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("cluster.granular-entry-heal", "on"),
            Map.entry("storage.fips-mode-rchecksum", "on"),
            Map.entry("transport.address-family", "inet"),
            Map.entry("performance.client-io-threads", "off"),
            Map.entry("cluster.quorum-type", "auto"),
            Map.entry("cluster.heal-timeout", "5"),
            Map.entry("network.ping-timeout", Long.toString(GlusterCluster.PING_TIMEOUT.toSeconds())),
            Map.entry("server.allow-insecure", "on"),
            Map.entry("performance.write-behind", "off"),
            Map.entry("performance.quick-read", "off"),
            Map.entry("performance.stat-prefetch", "off"),
            Map.entry("performance.open-behind", "off"),
            Map.entry("performance.io-cache", "off"),
            Map.entry("performance.read-ahead", "off"),
            Map.entry("performance.readdir-ahead", "off")));

    private VolumeFiles() {}

    /** By their names within glusterd's folder. */
    static Map<String, String> of(List<String> nodes) {
        String folder = "vols/" + GlusterCluster.VOLUME + "/";
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder info = new StringBuilder("""
                type=2
                count=%1$d
                status=0
                sub_count=%1$d
                replica_count=%1$d
                disperse_count=0
                redundancy_count=0
                version=1
                transport-type=0
                volume-id=%2$s
                username=%3$s
                password=%4$s
                op-version=40000
                client-op-version=30800
                quota-version=0
                tier-enabled=0
                parent_volname=N/A
                restored_from_snap=00000000-0000-0000-0000-000000000000
                snap-max-hard-limit=256
                """.formatted(nodes.size(), id("volume"), id("user"), id("password")));
        OPTIONS.forEach(
                (name, value) -> info.append(name).append('=').append(value).append('\n'));
        for (int brick = 0; brick < nodes.size(); brick++) {
            String name = nodes.get(brick) + ":" + GlusterCluster.BRICK.replace('/', '-');
            info.append("brick-" + brick + "=" + name + "\n");
            files.put(folder + "bricks/" + name, """
                    uuid=%s
                    hostname=%s
                    path=%3$s
                    real_path=%3$s
                    listen-port=0
                    rdma.listen-port=0
                    decommissioned=0
                    brick-id=%4$s
                    mount_dir=/%5$s
                    snap-status=0
                    brick-fsid=0
                    """.formatted(
                            GlusterServer.id(nodes.get(brick)),
                            nodes.get(brick),
                            GlusterCluster.BRICK,
                            client(brick),
                            GlusterCluster.VOLUME));
        }
        files.put(folder + "info", info.toString());
        files.put(folder + "node_state.info", """
                rebalance_status=0
                status=0
                rebalance_op=0
                rebalance-id=00000000-0000-0000-0000-000000000000
                rebalanced-files=0
                size=0
                scanned=0
                failures=0
                skipped=0
                run-time=0.000000
                """);
        return files;
    }

    /** What a mount calls its connection to a brick. */
    static String client(int brick) {
        return GlusterCluster.VOLUME + "-client-" + brick;
    }

    private static UUID id(String of) {
        return UUID.nameUUIDFromBytes(("ordeal's " + of).getBytes(StandardCharsets.UTF_8));
    }
}
