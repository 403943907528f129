package io.ordeal.targets.jobs;

import io.ordeal.cluster.Software;
import io.ordeal.software.CompiledSource;
import io.ordeal.software.JavaServer;
import io.ordeal.targets.parts.ClientSoftware;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * YARN and MapReduce 3.4.2, fetched when they are first run: 174 jars. What submits jobs is ours, as what their tasks do, and
 * compiled against them then; it is on the class path of tasks, too.
 */
final class YarnSoftware {
    static final String PRODUCT = "yarn";
    static final String DRIVER = "io.ordeal.targets.jobs.driver.MapReduceJobs";

    private static final String OWN = "3.4.2";
    private static final CompiledSource JOBS = new CompiledSource(
            YarnSoftware.class,
            Stream.concat(SparkSoftware.COMMON.stream(), Stream.of("driver/MapReduceJobs.java"))
                    .toList());

    static final Software YARN = Software.fetched(
            PRODUCT,
            OWN,
            Software.OtherVersions.of(
                    List.of(OWN),
                    YarnSoftware::fetched,
                    folder -> JavaServer.compiled(PRODUCT, JOBS, JavaServer.from(PRODUCT, folder))));

    private YarnSoftware() {}

    /** The class path of who submits jobs: ours first. */
    static List<Path> classPath() throws Exception {
        return ClientSoftware.install(YARN.install());
    }

    private static Software.Installer fetched(String version) {
        return JavaServer.compiled(
                PRODUCT,
                JOBS,
                JavaServer.fetched(
                        PRODUCT,
                        version,
                        Stream.of(
                                        "hadoop-yarn-server-resourcemanager",
                                        "hadoop-yarn-server-nodemanager",
                                        // of which the resource manager has a page
                                        "hadoop-yarn-server-timelineservice",
                                        "hadoop-mapreduce-client-jobclient",
                                        "hadoop-mapreduce-client-app",
                                        "hadoop-mapreduce-client-shuffle",
                                        "hadoop-common")
                                .map(artifact -> "org.apache.hadoop:" + artifact + ":" + version)
                                .toList(),
                        List.of()));
    }
}
