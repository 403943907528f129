package io.ordeal.targets.jobs;

import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts containers, which are its children: application masters, and tasks. */
final class NodeManager extends YarnServer {
    private static final String RPC_PORT = "rpc";
    private static final String SHUFFLE = "mapreduce_shuffle";
    private static final String LOCALIZER_PORT = "localizer";

    @Override
    public String name() {
        return "nodemanager";
    }

    @Override
    public List<Port> ports() {
        return List.of(
                new Port(RPC_PORT, 8041, Port.Users.NODES),
                new Port(LOCALIZER_PORT, 8040, Port.Users.NODES),
                web(8042));
    }

    @Override
    public boolean hasWorkers() {
        return true;
    }

    @Override
    public boolean keepsData() {
        return false;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "yarn.resourcemanager.resource-tracker.address",
                text(environment.reach(YarnCluster.MANAGER, ResourceManager.TRACKER_PORT)));
        // told to application masters, too, which find it where this node's configuration is
        settings.put(
                "yarn.resourcemanager.scheduler.address",
                text(environment.reach(YarnCluster.MANAGER, ResourceManager.SCHEDULER_PORT)));
        settings.put("yarn.nodemanager.address", text(environment.listen(RPC_PORT)));
        settings.put("yarn.nodemanager.localizer.address", text(environment.listen(LOCALIZER_PORT)));
        settings.put("yarn.nodemanager.webapp.address", text(environment.listen(WEB_PORT)));
        settings.put("yarn.nodemanager.local-dirs", environment.temporaryFolder() + "/local");
        settings.put("yarn.nodemanager.log-dirs", environment.temporaryFolder() + "/logs");
        settings.put("yarn.nodemanager.disk-health-checker.enable", "false");
        // which application masters ask for, though nothing is sorted
        settings.put("yarn.nodemanager.aux-services", SHUFFLE);
        settings.put("yarn.nodemanager.aux-services." + SHUFFLE + ".class", "org.apache.hadoop.mapred.ShuffleHandler");
        settings.put("mapreduce.shuffle.port", "0");
        settings.put("yarn.nodemanager.resource.memory-mb", "4096");
        settings.put("yarn.nodemanager.resource.cpu-vcores", "16");
        settings.put("yarn.nodemanager.vmem-check-enabled", "false");
        settings.put("yarn.nodemanager.pmem-check-enabled", "false");
        settings.put("yarn.nodemanager.sleep-delay-before-sigkill.ms", "250");
        settings.put("yarn.nodemanager.resourcemanager.connect.max-wait.ms", "-1");
        return launch(environment, "org.apache.hadoop.yarn.server.nodemanager.NodeManager", settings);
    }
}
