package io.ordeal.targets.jobs;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.process.ClientMain;
import io.ordeal.client.process.ClientProgram;
import io.ordeal.workload.job.JobOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;

/** A driver of Spark, as a process of its own. */
final class SparkProgram implements ClientProgram {
    private final Protocol protocol;
    private final FutureTask<Driver.Loaded> loading;

    private SparkProgram(Protocol protocol) {
        this.protocol = protocol;
        this.loading = Driver.Loaded.begin(SparkSoftware.DRIVER, SparkSoftware::classPath);
    }

    /** @param arguments the protocol's name */
    public static void main(String[] arguments) throws Exception {
        ClientMain.serve(() -> new SparkProgram(Protocol.valueOf(arguments[0])));
    }

    @Override
    public Client open(ClientContext context) throws Exception {
        // one folder for all workers' drivers
        Path outputs = context.folder().toAbsolutePath().resolveSibling("outputs");
        return new JobOperations(
                new DrivenJobs(() -> connected(context), new Outputs(Files.createDirectories(outputs))));
    }

    private Driver connected(ClientContext context) throws Exception {
        Driver.Loaded loaded = loading.get();
        return Driver.open(loaded, settings(context, loaded.classPath()), protocol.settings(), context::step);
    }

    private Map<String, String> settings(ClientContext context, List<Path> classPath) {
        String folder = context.folder().toAbsolutePath().toString();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "spark.master",
                "spark://" + SparkServer.text(context.endpoint(SparkCluster.MASTER, SparkServer.RPC_PORT)),
                "spark.app.name",
                "process-" + context.process(),
                "spark.ui.enabled",
                "false",
                "spark.log.level",
                "WARN",
                "spark.local.dir",
                folder,
                "spark.driver.host",
                "127.0.0.1",
                "spark.driver.bindAddress",
                "127.0.0.1"));
        settings.put("spark.cores.max", Integer.toString(SparkCluster.WORKERS.size()));
        settings.put("spark.executor.cores", "1");
        settings.put("spark.executor.memory", "480m");
        settings.put("spark.executor.extraClassPath", classPath.get(0).toString());
        settings.put(
                "spark.executor.extraJavaOptions",
                String.join(" ", SparkServer.OPENED)
                        + " " + Protocol.TASK_JVM
                        + " -Dlog4j2.configurationFile=" + log(context.folder()));
        // what is slower than others is run once more elsewhere, at once
        settings.put("spark.speculation", "true");
        settings.put("spark.speculation.interval", "100ms");
        settings.put("spark.speculation.multiplier", "1.5");
        settings.put("spark.speculation.quantile", "0.5");
        settings.put("spark.speculation.minTaskRuntime", "500ms");
        // an executor that is silent for so long is given up
        settings.put("spark.executor.heartbeatInterval", "1s");
        settings.put("spark.network.timeout", "8s");
        settings.put("spark.network.timeoutInterval", "2s");
        return settings;
    }

    private static Path log(Path folder) {
        try {
            return Files.writeString(folder.toAbsolutePath().resolve("log4j2.properties"), SparkServer.LOG4J);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
