package io.ordeal.targets.zookeeper;

import io.ordeal.cluster.ServerImage;
import io.ordeal.cluster.Software;
import io.ordeal.software.JavaServer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * ZooKeeper 3.9.5; for processes, the jars that are on the harness' own class path, run by its own Java. Other versions,
 * from 3.8 on, are fetched, and have a class path of their own.
 */
final class ZooKeeperSoftware {
    static final String MAIN = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

    static final Software ZOOKEEPER = new Software(
            "zookeeper 3.9.5",
            new ServerImage("zookeeper:3.9.5", "ordeal/zookeeper:trixie"),
            cache -> JavaServer.installed(jars()),
            Software.OtherVersions.of(
                    List.of("3.9.3", "3.9.5"),
                    ZooKeeperSoftware::fetched,
                    folder -> JavaServer.from("zookeeper", folder)));

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

    private static List<Path> jars() throws IOException {
        Set<Path> jars = new LinkedHashSet<>();
        for (String name : ONE_OF_EACH_JAR) {
            jars.add(jarOf(name));
        }
        return List.copyOf(jars);
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

    /** What a server of another version needs beside its own jars, which leave it to whoever runs them. */
    private static Software.Installer fetched(String version) {
        return JavaServer.fetched(
                "zookeeper",
                version,
                List.of(
                        "org.apache.zookeeper:zookeeper:" + version,
                        "io.dropwizard.metrics:metrics-core:4.1.12.1",
                        "org.xerial.snappy:snappy-java:1.1.10.5",
                        "ch.qos.logback:logback-classic:1.2.13"),
                // servers talk over the JDK's own sockets
                List.of("io.netty:*"));
    }
}
