package io.ordeal.targets.jobs;

import io.ordeal.archive.Spark;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.software.JavaServer;
import io.ordeal.targets.parts.HarnessJava;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What a master and workers of a standalone Spark have in common. */
abstract class SparkServer implements ServerProgram {
    static final String RPC_PORT = "rpc";
    static final String WEB_PORT = "web";

    /** The folder of Spark's jars is looked for where the home is, by those who start executors. */
    private static final String HOME_AND_RUN =
            "home=$1/home jars=$2; shift 2; mkdir -p \"$home\" && ln -sfn \"$jars\" \"$home/jars\" || exit;"
                    + " SPARK_HOME=$home exec \"$@\"";

    static final List<String> OPENED = Spark.JVM_OPTIONS;
    static final String LOG4J = Spark.LOG4J;

    private static final String LOG = "log4j2.properties";

    @Override
    public final Software software() {
        return SparkSoftware.SPARK;
    }

    /**
     * Starts one of Spark's classes.
     *
     * @param options of the JVM
     * @param arguments the class, and its own
     */
    static Launch launch(NodeEnvironment environment, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", HOME_AND_RUN, "spark", environment.temporaryFolder(), jars(environment)));
        List<String> all = new ArrayList<>(OPENED);
        all.add("-Dlog4j2.configurationFile=file://" + environment.configFolder() + "/" + LOG);
        all.addAll(options);
        command.addAll(HarnessJava.command(environment, all));
        command.addAll(arguments);
        return Launch.of(command)
                .withVariable("SPARK_LOCAL_IP", "127.0.0.1")
                .withVariable("SPARK_LOCAL_DIRS", environment.temporaryFolder())
                .withVariable("SPARK_SCALA_VERSION", "2.13")
                .withFile(LOG, LOG4J);
    }

    /** The folder of all jars but ours, which comes first. */
    private static String jars(NodeEnvironment environment) {
        String classPath = environment.installed(JavaServer.CLASS_PATH);
        String last = classPath.substring(classPath.lastIndexOf(':') + 1);
        return last.substring(0, last.lastIndexOf('/'));
    }

    static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
