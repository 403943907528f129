package io.ordeal.targets.hdfs;

import io.ordeal.cluster.Software;
import io.ordeal.cluster.SoftwareCache;
import io.ordeal.software.JavaServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * HDFS 3.4.2, fetched when it is first run: 118 jars, 67 MB, with a class path of their own, which is the clients', too. A file system
 * is made once, empty, and every cluster begins with a copy of it: to make one takes a JVM of its own.
 */
final class HadoopSoftware {
    static final String PRODUCT = "hdfs";

    /** What is installed beside Java and the class path: the folder of a name node of which nobody has asked anything. */
    static final String EMPTY = "empty";

    private static final String OWN = "3.4.2";

    static final Software HDFS = Software.fetched(
            PRODUCT,
            OWN,
            Software.OtherVersions.of(
                    List.of(OWN), HadoopSoftware::fetched, folder -> withEmpty(JavaServer.from(PRODUCT, folder))));

    private HadoopSoftware() {}

    private static Software.Installer fetched(String version) {
        return withEmpty(JavaServer.fetched(
                PRODUCT,
                version,
                List.of(
                        "org.apache.hadoop:hadoop-hdfs:" + version,
                        "org.apache.hadoop:hadoop-hdfs-client:" + version,
                        "org.apache.hadoop:hadoop-common:" + version),
                List.of()));
    }

    private static Software.Installer withEmpty(Software.Installer jars) {
        return Software.Installer.telling((cache, progress) -> {
            Map<String, List<Path>> installed = new HashMap<>(jars.install(cache, progress));
            String classPath = installed.getOrDefault(JavaServer.CLASS_PATH, List.of()).stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            List<String> java = installed.getOrDefault(JavaServer.JAVA, List.of()).stream()
                    .map(Path::toString)
                    .toList();
            Path empty = SoftwareCache.folder(
                    cache,
                    PRODUCT + "-empty-" + Integer.toHexString(classPath.hashCode()),
                    partial -> format(java, classPath, partial));
            installed.put(EMPTY, List.of(empty.resolve(NameNode.FOLDER)));
            return installed;
        });
    }

    private static void format(List<String> java, String classPath, Path folder)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.addAll(HadoopServer.OPENED);
        command.addAll(List.of(
                "-cp",
                classPath,
                NameNode.MAIN,
                "-D",
                "dfs.namenode.name.dir=file://" + folder.resolve(NameNode.FOLDER),
                "-D",
                "fs.defaultFS=hdfs://127.0.0.1:1",
                "-format",
                "-nonInteractive"));
        Path said = folder.resolve("format.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("HADOOP_USER_NAME", HadoopServer.USER);
        Process formatting = builder.start();
        try {
            if (!formatting.waitFor(5, TimeUnit.MINUTES) || formatting.exitValue() != 0) {
                throw new IOException("the name node makes no file system: " + Files.readString(said));
            }
        } finally {
            formatting.destroyForcibly();
        }
    }
}
