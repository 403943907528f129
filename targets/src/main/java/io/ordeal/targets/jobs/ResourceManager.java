package io.ordeal.targets.jobs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.targets.parts.JsonPage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives out containers, and starts application masters anew. What it knows of applications is in files, and it comes back with it. */
final class ResourceManager extends YarnServer {
    /** Where applications are submitted, and asked for. */
    static final String CLIENT_PORT = "client";

    /** Where application masters ask for containers. */
    static final String SCHEDULER_PORT = "scheduler";

    /** Where node managers tell that they live. */
    static final String TRACKER_PORT = "tracker";

    private static final String ADMIN_PORT = "admin";

    /** After so long a node that is silent is dead. */
    private static final String NODE_SILENT_MILLIS = "10000";

    /** Likewise an application master, which takes a busy machine a while to start. */
    private static final String MASTER_SILENT_MILLIS = "40000";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "resourcemanager";
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port(CLIENT_PORT, 8032, Port.Users.BOTH),
                new Port(SCHEDULER_PORT, 8030, Port.Users.NODES),
                new Port(TRACKER_PORT, 8031, Port.Users.NODES),
                new Port(ADMIN_PORT, 8033, Port.Users.CLIENTS),
                web(8088));
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        Map<String, String> settings = new HashMap<>();
        settings.put("yarn.resourcemanager.address", text(environment.listen(CLIENT_PORT)));
        settings.put("yarn.resourcemanager.scheduler.address", text(environment.listen(SCHEDULER_PORT)));
        settings.put("yarn.resourcemanager.resource-tracker.address", text(environment.listen(TRACKER_PORT)));
        settings.put("yarn.resourcemanager.admin.address", text(environment.listen(ADMIN_PORT)));
        settings.put("yarn.resourcemanager.webapp.address", text(environment.listen(WEB_PORT)));
        settings.put(
                "yarn.resourcemanager.hostname", environment.listen(WEB_PORT).getHostString());
        settings.put(
                "yarn.resourcemanager.scheduler.class",
                "org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler");
        settings.put("yarn.scheduler.minimum-allocation-mb", "128");
        settings.put("yarn.resourcemanager.recovery.enabled", "true");
        settings.put(
                "yarn.resourcemanager.store.class",
                "org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore");
        settings.put("yarn.resourcemanager.fs.state-store.uri", "file://" + environment.dataFolder() + "/state");
        settings.put("yarn.nm.liveness-monitor.expiry-interval-ms", NODE_SILENT_MILLIS);
        settings.put("yarn.am.liveness-monitor.expiry-interval-ms", MASTER_SILENT_MILLIS);
        settings.put("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "200");
        settings.put("yarn.resourcemanager.am.max-attempts", "2");
        settings.put("yarn.resourcemanager.work-preserving-recovery.scheduling-wait-ms", "1000");
        return launch(environment, "org.apache.hadoop.yarn.server.resourcemanager.ResourceManager", settings);
    }

    /** How many node managers it hears of. */
    static int nodes(Cluster cluster, String node) throws IOException {
        return JsonPage.read(cluster.direct(node, WEB_PORT), "/ws/v1/cluster/metrics", LIMIT)
                .path("clusterMetrics")
                .path("activeNodes")
                .asInt();
    }
}
