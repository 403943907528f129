package io.ordeal.targets.gluster;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.ClusterException;
import io.ordeal.tool.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** GlusterFS' own command line, in the root directory of a node. */
record GlusterAdmin(Cluster cluster, String node) {
    private static final int PATIENCE_SECONDS = 30;

    /**
     * Has it do something.
     *
     * @return what it says
     * @throws IOException it can't, or the node does not run; the message has its words
     */
    String run(String... words) throws IOException, InterruptedException {
        long pid = cluster.processes(node)
                .orElseThrow()
                .firstPid()
                .orElseThrow(() -> new ClusterException("node " + node + " does not run", null));
        List<Object> arguments = new ArrayList<>(List.of(
                "--mount=/proc/" + pid + "/ns/mnt",
                "--root=/proc/" + pid + "/root",
                "/usr/sbin/gluster",
                "--mode=script",
                "--timeout=" + PATIENCE_SECONDS));
        arguments.addAll(List.of(words));
        Command done = Command.run("nsenter", arguments.toArray());
        if (done.exit() != 0) {
            throw new IOException("gluster " + String.join(" ", words) + " on " + node + ": "
                    + done.output().strip());
        }
        return done.output();
    }

    /** How many nodes it knows to be there, itself among them. */
    int connected() throws IOException, InterruptedException {
        return (int) run("pool", "list")
                .lines()
                .map(String::strip)
                .filter(line -> line.endsWith("Connected"))
                .count();
    }

    /** Whether a volume was started. */
    boolean isStarted(String volume) throws IOException, InterruptedException {
        return run("volume", "info", volume).lines().map(String::strip).anyMatch("Status: Started"::equals);
    }

    /** How many of a volume's bricks and healers are there, on all nodes. */
    int online(String volume) throws IOException, InterruptedException {
        return (int) run("volume", "status", volume)
                .lines()
                .filter(line -> line.matches(".*\\sY\\s+\\d+\\s*"))
                .count();
    }
}
