package io.ordeal.targets.jobs;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.process.ClientMain;
import io.ordeal.client.process.ClientProgram;
import io.ordeal.workload.job.JobOperations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/** Who submits jobs of MapReduce, as a process of its own. */
final class MapReduceProgram implements ClientProgram {
    private static final String JVM = " " + Protocol.TASK_JVM + " " + String.join(" ", YarnServer.OPENED);

    private final Protocol protocol;
    private final FutureTask<Driver.Loaded> loading;

    MapReduceProgram(Protocol protocol) {
        this.protocol = protocol;
        this.loading = Driver.Loaded.begin(YarnSoftware.DRIVER, YarnSoftware::classPath);
    }

    /** @param arguments the protocol's name */
    public static void main(String[] arguments) throws Exception {
        ClientMain.serve(() -> new MapReduceProgram(Protocol.valueOf(arguments[0])));
    }

    @Override
    public Client open(ClientContext context) throws Exception {
        // one folder for all workers' jobs
        Path outputs = context.folder().toAbsolutePath().resolveSibling("outputs");
        return new JobOperations(
                new DrivenJobs(() -> connected(context), new Outputs(Files.createDirectories(outputs))));
    }

    private Driver connected(ClientContext context) throws Exception {
        Driver.Loaded loaded = loading.get();
        return Driver.open(loaded, settings(context, loaded.classPath()), protocol.settings(), context::step);
    }

    private Map<String, String> settings(ClientContext context, List<Path> classPath) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("mapreduce.framework.name", "yarn");
        settings.put(
                "yarn.resourcemanager.address",
                YarnServer.text(context.endpoint(YarnCluster.MANAGER, ResourceManager.CLIENT_PORT)));
        // it may be down for a while
        settings.put("yarn.resourcemanager.connect.max-wait.ms", "20000");
        settings.put("yarn.resourcemanager.connect.retry-interval.ms", "500");
        settings.put("fs.defaultFS", "file:///");
        settings.put("hadoop.tmp.dir", context.folder().toAbsolutePath() + "/tmp");
        settings.put(
                "yarn.app.mapreduce.am.staging-dir",
                context.folder().toAbsolutePath().resolveSibling("staging").toString());
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(","));
        settings.put("mapreduce.application.classpath", path);
        // where a node's configuration is, which tells its containers how they reach the resource manager
        settings.put("yarn.application.classpath", "$HADOOP_CONF_DIR");
        settings.put("yarn.app.mapreduce.am.resource.mb", "384");
        settings.put("yarn.app.mapreduce.am.command-opts", "-Xmx256m" + JVM);
        settings.put("mapreduce.map.memory.mb", "256");
        settings.put("mapreduce.map.java.opts", "-Xmx160m" + JVM);
        settings.put("mapreduce.task.io.sort.mb", "1");
        // what is slower than others is run once more elsewhere, soon; one task at a time
        settings.put("mapreduce.map.speculative", "true");
        settings.put("mapreduce.job.speculative.minimum-allowed-tasks", "1");
        settings.put("mapreduce.job.speculative.retry-after-speculate", "2000");
        // a task that is silent for so long is given up
        settings.put("mapreduce.task.timeout", "15000");
        settings.put("mapreduce.map.maxattempts", "3");
        settings.put("mapreduce.am.max-attempts", "2");
        settings.put("yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms", "200");
        return settings;
    }
}
