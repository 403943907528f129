package io.ordeal.targets.jobs;

import io.ordeal.archive.Spark;
import io.ordeal.cluster.Software;
import io.ordeal.software.CompiledSource;
import io.ordeal.software.JavaServer;
import io.ordeal.targets.parts.ClientSoftware;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spark 4.2.0, the same that judges archives, fetched when it is first run: 270 MB. The driver is ours, and is compiled against it
 * then; what its tasks write with is on the executors' class path, too.
 */
final class SparkSoftware {
    static final String PRODUCT = "spark";
    static final String DRIVER = "io.ordeal.targets.jobs.driver.SparkJobs";

    /** What drivers of either system have in common. */
    static final List<String> COMMON = List.of(
            "driver/SlowFiles.java",
            "driver/SeveralFiles.java",
            "driver/SteppingCommitter.java",
            "driver/DirectCommitter.java",
            "driver/Steps.java");

    private static final CompiledSource JOBS = new CompiledSource(
            SparkSoftware.class,
            Stream.concat(COMMON.stream(), Stream.of("driver/SparkJobs.java")).toList());

    static final Software SPARK = Software.fetched(
            PRODUCT,
            Spark.TRIED,
            Software.OtherVersions.of(
                    List.of(Spark.TRIED),
                    SparkSoftware::fetched,
                    folder -> JavaServer.compiled(PRODUCT, JOBS, JavaServer.from(PRODUCT, folder))));

    private SparkSoftware() {}

    /** The class path of a driver: ours first. */
    static List<Path> classPath() throws Exception {
        return ClientSoftware.install(SPARK.install());
    }

    private static Software.Installer fetched(String version) {
        return JavaServer.compiled(
                PRODUCT,
                JOBS,
                Software.Installer.telling((cache, progress) -> JavaServer.installed(
                        Spark.fetched(version, cache, progress).jars())));
    }
}
