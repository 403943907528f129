package io.ordeal.targets.hdfs;

import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.parts.HarnessJava;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What name node and data nodes have in common. */
abstract class HadoopServer implements ServerProgram {
    /** Who everybody is taken for; nobody's rights are looked at. */
    static final String USER = "ordeal";

    private static final String SITE = "hdfs-site.xml";
    private static final String LOG = "log4j.properties";

    /** A pause is noticed before a trial is over: a data node that is silent for so long is dead. */
    private static final String SILENT_MILLIS = "2000";

    /** Where the name node listens for calls, to all who have to know. */
    static final String NAME_NODE_ADDRESS = "dfs.namenode.rpc-address";

    /** The folders are where the servers look for their pages, which the jars have not. */
    private static final String START =
            "conf=$1 data=$2; shift 2;" + " mkdir -p \"$conf/webapps/hdfs\" \"$conf/webapps/datanode\" || exit; ";

    /** What Hadoop needs of a JDK that keeps its own to itself. */
    static final List<String> OPENED = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    /** Warnings; not that each call that is refused was refused. */
    private static final String LOG4J = """
        log4j.rootLogger=WARN,A
        log4j.appender.A=org.apache.log4j.ConsoleAppender
        log4j.appender.A.layout=org.apache.log4j.PatternLayout
        log4j.appender.A.layout.ConversionPattern=%d{HH:mm:ss,SSS} %-5p %c{1} - %m%n
        log4j.logger.org.apache.hadoop.hdfs.StateChange=ERROR
        """;

    @Override
    public final Software software() {
        return HadoopSoftware.HDFS;
    }

    /**
     * Starts a JVM by a script.
     *
     * @param script in which {@code "$@"} is a JVM that waits for the name of a class, and {@code $data} the data folder; it ends
     *     by replacing itself with that
     * @param settings beside those that all have
     * @param options further ones of the JVM
     */
    static Launch launch(
            NodeEnvironment environment, String script, Map<String, String> settings, List<String> options) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", START + script, "hdfs", environment.configFolder(), environment.dataFolder()));
        List<String> jvm = new ArrayList<>(HarnessJava.command(
                environment, Stream.concat(OPENED.stream(), options.stream()).toList()));
        // its configuration and its pages are looked for on the class path
        jvm.set(jvm.size() - 1, environment.configFolder() + ":" + jvm.get(jvm.size() - 1));
        command.addAll(jvm);
        Map<String, String> all = new TreeMap<>(Map.of(
                "hadoop.tmp.dir",
                environment.temporaryFolder(),
                "dfs.permissions.enabled",
                "false",
                "dfs.replication",
                Integer.toString(HdfsCluster.DATA_NODES.size()),
                "dfs.heartbeat.interval",
                "1",
                "dfs.namenode.heartbeat.recheck-interval",
                SILENT_MILLIS));
        all.putAll(settings);
        return Launch.of(command)
                .withVariable("HADOOP_USER_NAME", USER)
                .withFile(SITE, xml(all))
                .withFile(LOG, LOG4J);
    }

    static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static String xml(Map<String, String> settings) {
        StringBuilder text = new StringBuilder("<configuration>\n");
        settings.forEach((name, value) -> text.append("  <property><name>")
                .append(name)
                .append("</name><value>")
                .append(value.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</value></property>\n"));
        return text.append("</configuration>\n").toString();
    }
}
