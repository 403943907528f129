package io.ordeal.target.zookeeper;

import io.ordeal.cluster.Software;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ZooKeeper 3.9.5; for processes, the jars that are on the harness' own class path, run by its own Java. */
final class ZooKeeperSoftware {
    static final String JAVA = "java";
    static final String CLASS_PATH = "classpath";
    static final String MAIN = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

    static final Software ZOOKEEPER =
            new Software("zookeeper 3.9.5", "zookeeper:3.9.5", "ordeal/zookeeper:trixie", cache -> install());

    /** A class of every jar that a server needs: itself, its wire format, metrics, compression, files and logs. */
    private static final List<String> ONE_OF_EACH_JAR = List.of(
            MAIN,
            "org.apache.jute.Record",
            "com.codahale.metrics.Reservoir",
            "org.xerial.snappy.Snappy",
            "org.apache.commons.io.FileUtils",
            "org.slf4j.Logger",
            "ch.qos.logback.classic.Logger",
            "ch.qos.logback.core.Appender");

    private ZooKeeperSoftware() {}

    private static Map<String, List<Path>> install() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw new IOException(
                    "there is no " + java + " to run ZooKeeper: start Ordeal with a JDK or JRE that has it");
        }
        Set<Path> jars = new LinkedHashSet<>();
        for (String name : ONE_OF_EACH_JAR) {
            jars.add(jarOf(name));
        }
        return Map.of(JAVA, List.of(java), CLASS_PATH, new ArrayList<>(jars));
    }

    private static Path jarOf(String className) throws IOException {
        try {
            Class<?> type = Class.forName(className, false, ZooKeeperSoftware.class.getClassLoader());
            CodeSource source = type.getProtectionDomain().getCodeSource();
            if (source == null) {
                throw new IOException("it can't be told from which jar " + className + " was loaded");
            }
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException e) {
            throw new IOException("the class path lacks the jar of " + className + ", which ZooKeeper needs", e);
        } catch (URISyntaxException e) {
            throw new IOException("the jar of " + className + " is at no place that a path can name", e);
        }
    }
}
