package io.ordeal.targets.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.targets.parts.JsonPage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The master of a standalone Spark. What it knows of workers and applications is in files, and it comes back with it. */
final class SparkMasterServer extends SparkServer {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "master";
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(RPC_PORT, 7077, Port.Users.BOTH), new Port(WEB_PORT, 8080, Port.Users.CLIENTS));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    @Override
    public Launch launch(NodeEnvironment environment) {
        InetSocketAddress rpc = environment.listen(RPC_PORT);
        return launch(
                environment,
                List.of(
                        "-Xmx192m",
                        "-Dspark.deploy.recoveryMode=FILESYSTEM",
                        "-Dspark.deploy.recoveryDirectory=" + environment.dataFolder() + "/recovery",
                        // an application whose executors are killed is not at fault
                        "-Dspark.deploy.maxExecutorRetries=-1",
                        "-Dspark.worker.timeout=10"),
                List.of(
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        rpc.getHostString(),
                        "--port",
                        Integer.toString(rpc.getPort()),
                        "--webui-port",
                        Integer.toString(environment.listen(WEB_PORT).getPort())));
    }

    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        return state(cluster, node).path("status").asText().equals("ALIVE");
    }

    /** What it tells of itself and of its workers. */
    static JsonNode state(Cluster cluster, String node) throws IOException {
        return JsonPage.read(cluster.direct(node, WEB_PORT), "/json/", LIMIT);
    }
}
