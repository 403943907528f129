package io.ordeal.targets.jobs;

import io.ordeal.cluster.Cluster;
import io.ordeal.cluster.Launch;
import io.ordeal.cluster.NodeEnvironment;
import io.ordeal.cluster.Port;
import io.ordeal.cluster.ServerProgram;
import io.ordeal.cluster.Software;
import io.ordeal.targets.parts.HarnessJava;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a resource manager and node managers have in common. */
abstract class YarnServer implements ServerProgram {
    static final String WEB_PORT = "web";

    static final String SITE = "yarn-site.xml";
    private static final String LOG = "log4j.properties";

    /**
     * The pages of servers are looked for on the class path, and the jars have none. Containers stay in the node's session, so that
     * they are stopped and killed with it: where there is no setsid, they do.
     */
    private static final String START = "conf=$1; shift;"
            + " mkdir -p \"$conf/webapps/cluster\" \"$conf/webapps/node\" \"$conf/bin\" || exit;"
            + " printf '#!/bin/sh\\nexit 1\\n' > \"$conf/bin/setsid\" && chmod 755 \"$conf/bin/setsid\" || exit;"
            + " PATH=$conf/bin:$PATH exec \"$@\"";

    private static final String LOG4J = """
        log4j.rootLogger=WARN,A
        log4j.appender.A=org.apache.log4j.ConsoleAppender
        log4j.appender.A.layout=org.apache.log4j.PatternLayout
        log4j.appender.A.layout.ConversionPattern=%d{HH:mm:ss,SSS} %-5p %c{1} - %m%n
        """;

    /** What Hadoop needs of a JDK that keeps its own to itself. */
    static final List<String> OPENED = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    @Override
    public final Software software() {
        return YarnSoftware.YARN;
    }

    @Override
    public final Addressing addressing() {
        return Addressing.CONFIGURED;
    }

    /**
     * Starts one of YARN's servers.
     *
     * @param settings beside those that both have
     */
    static Launch launch(NodeEnvironment environment, String main, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", START, "yarn", environment.configFolder()));
        List<String> options = new ArrayList<>(OPENED);
        options.add("-Xmx192m");
        List<String> jvm = new ArrayList<>(HarnessJava.command(environment, options));
        jvm.set(jvm.size() - 1, environment.configFolder() + ":" + jvm.get(jvm.size() - 1));
        command.addAll(jvm);
        command.add(main);
        Map<String, String> all = new TreeMap<>(settings);
        all.put("yarn.dispatcher.print-events-info.threshold", "100000");
        return Launch.of(command)
                .withVariable("JAVA_HOME", System.getProperty("java.home"))
                .withVariable("HADOOP_CONF_DIR", environment.configFolder())
                .withFile(SITE, xml(all))
                .withFile("core-site.xml", xml(Map.of("hadoop.tmp.dir", environment.temporaryFolder())))
                .withFile(LOG, LOG4J);
    }

    static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** None of it gives way to what jobs bring along, and they bring all there is. */
    private static String xml(Map<String, String> settings) {
        StringBuilder text = new StringBuilder("<configuration>\n");
        settings.forEach((name, value) -> text.append("  <property><name>")
                .append(name)
                .append("</name><value>")
                .append(value.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</value><final>true</final></property>\n"));
        return text.append("</configuration>\n").toString();
    }

    static Port web(int number) {
        return new Port(WEB_PORT, number, Port.Users.CLIENTS);
    }

    /** Whether it listens. */
    @Override
    public boolean isUp(Cluster cluster, String node) throws IOException {
        InetSocketAddress address = cluster.direct(node, WEB_PORT);
        new Socket(address.getAddress(), address.getPort()).close();
        return true;
    }
}
