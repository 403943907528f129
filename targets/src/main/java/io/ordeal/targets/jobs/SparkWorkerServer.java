package io.ordeal.targets.jobs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A worker of a standalone Spark, whose children are executors: one of each driver. */
final class SparkWorkerServer extends SparkServer {
    /** More than there are drivers. */
    private static final String CORES = "8";

    @Override
    public String name() {
        return "worker";
    }

    @Override
    public List<Port> ports() {
        return List.of(new Port(RPC_PORT, 7078, Port.Users.NODES), new Port(WEB_PORT, 8081, Port.Users.CLIENTS));
    }

    @Override
    public Addressing addressing() {
        return Addressing.CONFIGURED;
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
        InetSocketAddress rpc = environment.listen(RPC_PORT);
        return launch(
                environment,
                List.of("-Xmx128m", "-Dspark.worker.preferConfiguredMasterAddress=true", "-Dspark.worker.timeout=10"),
                List.of(
                        "org.apache.spark.deploy.worker.Worker",
                        "--host",
                        rpc.getHostString(),
                        "--port",
                        Integer.toString(rpc.getPort()),
                        "--webui-port",
                        Integer.toString(environment.listen(WEB_PORT).getPort()),
                        "--cores",
                        CORES,
                        "--memory",
                        "8g",
                        "--work-dir",
                        environment.temporaryFolder() + "/work",
                        "spark://" + text(environment.reach(SparkCluster.MASTER, RPC_PORT))));
    }

    /** Whether it listens; the master knows more. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        InetSocketAddress address = cluster.direct(node, WEB_PORT);
        new Socket(address.getAddress(), address.getPort()).close();
        return true;
    }
}
