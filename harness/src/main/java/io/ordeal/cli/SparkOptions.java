package io.ordeal.cli;

import io.ordeal.archive.Archive;
import io.ordeal.archive.Spark;
import io.ordeal.archive.SparkJob;
import io.ordeal.archive.SparkMaster;
import io.ordeal.cluster.ClusterSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code check --spark}: the same verdicts, made by the executors of an Apache Spark. */
final class SparkOptions {
    private static final String SOFTWARE = "spark=";

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description = "Judges an archive on Spark: local[*] on this machine, or a master, spark://HOST:7077.")
    private @Nullable String master;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keeps the verdicts there, as verdicts.jsonl and verdicts.parquet.")
    private @Nullable Path out;

    @Option(
            names = "--spark-version",
            paramLabel = "V",
            description = "As the master has it, " + Spark.TRIED + " without; it is fetched by Maven once.")
    private @Nullable String version;

    @Option(names = "--software", paramLabel = "spark=PATH", description = "A Spark of yours, as in $SPARK_HOME.")
    private @Nullable String software;

    @Option(
            names = "--spark-conf",
            paramLabel = "K=V",
            description = "Spark's own settings, as spark.executor.memory=4g.")
    private Map<String, String> conf = new LinkedHashMap<>();

    /** Whether it is. */
    boolean isAskedFor() {
        if (master == null && (out != null || version != null || software != null || !conf.isEmpty())) {
            throw new UsageException(
                    "--out, --spark-version, --spark-conf and --software are for --spark MASTER, such as"
                            + " --spark local[*]");
        }
        return master != null;
    }

    /**
     * Judges an archive.
     *
     * @throws UsageException it can't be begun; the message says what to type
     */
    ExitCode check(List<Path> given, boolean json, JudgingOptions judging, JarOption jars, Terminal terminal)
            throws IOException, InterruptedException {
        SparkJob.Request request;
        List<Archive.Entry> entries;
        Spark spark;
        ArchiveVerdicts verdicts;
        try {
            SparkMaster where = new SparkMaster(String.valueOf(master));
            refuseWrongSettings();
            entries = Archive.entries(given);
            verdicts = new ArchiveVerdicts(
                    entries.size(), out, json, judging.checkerName().orElse(""), terminal);
            where.requireReachable();
            spark = spark(terminal);
            request = new SparkJob.Request(
                    where,
                    conf,
                    ArchiveJudge.class.getName(),
                    Stream.concat(judging.again().stream(), jars.targetFilesAgain().stream())
                            .toList(),
                    Stream.concat(ownClassPath(), jars.jars().stream()).toList());
        } catch (IOException | IllegalArgumentException wrong) {
            throw new UsageException(wrong);
        }
        terminal.progress("starting Spark " + spark.version());
        try (verdicts;
                SparkJob job = SparkJob.start(spark, request)) {
            job.judge(entries, judging.keysAreIndependent(), verdicts);
            return verdicts.end(job);
        }
    }

    private void refuseWrongSettings() {
        for (String name : conf.keySet()) {
            if (!name.startsWith("spark.")) {
                throw new IllegalArgumentException(
                        "--spark-conf: Spark's settings begin with spark., as spark.executor.memory=4g; found: "
                                + name);
            }
        }
        if (software != null && !software.startsWith(SOFTWARE)) {
            throw new IllegalArgumentException(
                    "--software: expected spark=PATH, such as spark=/opt/spark; found: " + software);
        }
    }

    private Spark spark(Terminal terminal) throws IOException, InterruptedException {
        if (software != null) {
            return Spark.in(Path.of(software.substring(SOFTWARE.length())));
        }
        return Spark.fetched(version == null ? Spark.TRIED : version, ClusterSettings.userCache(), terminal::progress);
    }

    /** All of Ordeal's, as executors judge runs of whatever workload. */
    private static Stream<Path> ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of);
    }
}
