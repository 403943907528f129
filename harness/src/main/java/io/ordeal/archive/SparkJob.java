package io.ordeal.archive;

import io.ordeal.cluster.SpokenToProcess;
import io.ordeal.cluster.SpokenToProcesses;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job on Spark: its driver is a child process, which ends with this one. Not thread-safe.
 *
 * @see SparkProgram the driver's own code
 */
public final class SparkJob implements AutoCloseable {
    /** A worker starts one in some seconds, unless it has no room. */
    private static final Duration EXECUTORS_WITHIN = Duration.ofSeconds(60);

    /** For its farewell to the master; nothing hangs on it. */
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final Path folder;
    private final Path log;
    private final SpokenToProcesses processes;
    private final SpokenToProcess process;
    private final PrintStream orders;
    private final BufferedReader answers;
    private final boolean isLocal;
    private final long startedNanos = System.nanoTime();
    private boolean executorsSeen;
    private int batches;

    /**
     * What the job is.
     *
     * @param conf Spark's own settings, as {@code --conf} of spark-submit
     * @param judge the class of a {@code Function<String, List<String>>}, from a line of {@link Piece}s to one of {@link
     *     JudgedPiece} each; with a constructor for {@code options}, a {@code String[]}
     * @param classPath of the judge; nothing else is on it but the JDK
     */
    public record Request(
            SparkMaster master, Map<String, String> conf, String judge, List<String> options, List<Path> classPath) {}

    /** Is told what happens, as it happens. */
    public interface Listener {
        /** A piece was judged. */
        void judged(JudgedPiece piece) throws IOException;

        /** A piece can't be judged: whoever tries it fails or dies. */
        void failed(Piece piece, String why) throws IOException;

        /** No executor has been there yet; told once. */
        void noExecutors(Duration since);
    }

    private SparkJob(Path folder, Path log, SpokenToProcesses processes, SpokenToProcess process, boolean isLocal) {
        this.isLocal = isLocal;
        this.folder = folder;
        this.log = log;
        this.processes = processes;
        this.process = process;
        this.orders = new PrintStream(process.input(), false, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the driver and waits until it has its master's word.
     *
     * @throws IOException it can't be started, or the master does not take it; the message says what to do
     */
    public static SparkJob start(Spark spark, Request request) throws IOException {
        Path folder = Files.createTempDirectory("ordeal-spark");
        SpokenToProcesses processes = SpokenToProcesses.begin();
        try {
            Path jar = SparkProgram.compile(spark, folder);
            Path properties = folder.resolve("job.properties");
            try (OutputStream out = Files.newOutputStream(properties)) {
                properties(request, jar, folder).store(out, null);
            }
            Path quiet = Files.writeString(folder.resolve("log4j2.properties"), Spark.LOG4J);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(Spark.JVM_OPTIONS);
            command.add("-Dlog4j2.configurationFile=" + quiet.toUri());
            String heap = request.conf().get("spark.driver.memory");
            if (heap != null) {
                command.add("-Xmx" + heap);
            }
            command.addAll(List.of(
                    "-cp",
                    Stream.concat(Stream.of(jar), spark.jars().stream())
                            .map(Path::toString)
                            .collect(Collectors.joining(File.pathSeparator)),
                    SparkProgram.MAIN,
                    properties.toString()));
            Path log = folder.resolve("driver.log");
            SparkJob job = new SparkJob(
                    folder,
                    log,
                    processes,
                    processes.start(command, Map.of("SPARK_SCALA_VERSION", "2.13"), folder, log),
                    request.master().isLocal());
            job.expect("ready");
            return job;
        } catch (IOException | RuntimeException failed) {
            processes.close();
            remove(folder);
            throw failed;
        }
    }

    private static Properties properties(Request request, Path jar, Path folder) throws IOException {
        Properties properties = new Properties();
        properties.put("spark.app.name", "ordeal check");
        properties.put("spark.ui.enabled", "false");
        properties.put("spark.log.level", "WARN");
        properties.put("spark.local.dir", folder.toString());
        properties.put("spark.executor.extraJavaOptions", String.join(" ", Spark.JVM_OPTIONS));
        properties.put("spark.master", request.master().url());
        if (request.master().isOnLoopback()) {
            properties.put("spark.driver.host", "127.0.0.1");
            properties.put("spark.driver.bindAddress", "127.0.0.1");
        }
        properties.put("judge.name", request.judge());
        number(properties, "judge.option.", request.options());
        if (request.master().isLocal()) {
            number(
                    properties,
                    "judge.class-path.",
                    request.classPath().stream()
                            .map(path -> path.toAbsolutePath().toString())
                            .toList());
        } else {
            properties.put("spark.jars", jar.toUri().toString());
            properties.put(
                    "judge.shipped",
                    SparkProgram.ship(request.classPath(), folder).toString());
        }
        properties.putAll(request.conf());
        return properties;
    }

    private static void number(Properties properties, String prefix, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            properties.put(prefix + i, values.get(i));
        }
    }

    /**
     * Judges an archive. Each piece is told once, judged or failed; in whatever order.
     *
     * @param keysApart whether values are said to be {@code [key value]}, so that the keys of a large file go apart
     * @throws IOException the driver ended
     */
    public void judge(List<Archive.Entry> entries, boolean keysApart, Listener listener) throws IOException {
        Map<String, List<Piece>> underWay = new HashMap<>();
        Batches.of(entries, keysApart).forEach(batch -> begin(batch, underWay));
        while (!underWay.isEmpty()) {
            String[] words = next().split(" ", 3);
            switch (words[0]) {
                case "verdict" -> {
                    if (underWay.containsKey(words[1])) {
                        listener.judged(JudgedPiece.read(words[2]));
                    }
                }
                case "done" -> underWay.remove(words[1]);
                case "failed" -> failed(words[2], underWay.remove(words[1]), underWay, listener);
                case "executors" -> executors(Integer.parseInt(words[1]), listener);
                default -> throw new IOException("the driver said: " + String.join(" ", words));
            }
        }
    }

    private void executors(int number, Listener listener) {
        executorsSeen |= number > 0 || isLocal;
        if (!executorsSeen && System.nanoTime() - startedNanos > EXECUTORS_WITHIN.toNanos()) {
            executorsSeen = true;
            listener.noExecutors(EXECUTORS_WITHIN);
        }
    }

    private void begin(List<Piece> batch, Map<String, List<Piece>> underWay) {
        String id = String.valueOf(batches++);
        underWay.put(id, batch);
        orders.print("batch " + id + " " + Piece.write(batch) + "\n");
        orders.flush();
    }

    /** Of a batch that can't be done, the piece is found with which it can't. */
    private void failed(String why, @Nullable List<Piece> batch, Map<String, List<Piece>> underWay, Listener listener)
            throws IOException {
        if (batch == null) {
            return;
        }
        if (batch.size() == 1) {
            listener.failed(batch.get(0), SparkFailure.told(why));
        } else {
            batch.forEach(piece -> begin(List.of(piece), underWay));
        }
    }

    /**
     * Writes verdicts as a table in Parquet, on this machine. Nothing can be judged afterwards.
     *
     * @param verdicts a file of JSON, an object a line
     * @param table a folder, which does not exist yet
     */
    public void writeParquet(Path verdicts, Path table) throws IOException {
        orders.print("parquet " + verdicts.toUri() + "\t" + table.toUri() + "\n");
        orders.flush();
        expect("written");
    }

    private void expect(String word) throws IOException {
        for (String line = next(); !line.split(" ", 2)[0].equals(word); line = next()) {
            // how many executors there are is of no interest here
        }
    }

    private String next() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("Spark's driver has ended; " + SpokenToProcesses.describeLog(log));
        }
        if (line.startsWith("broken ")) {
            throw new IOException(SparkFailure.told(line.substring("broken ".length())));
        }
        return line;
    }

    /** Ends the driver, and with it what executors still do for it. Idempotent. */
    @Override
    public void close() throws IOException {
        orders.print("end\n");
        orders.flush();
        try {
            process.awaitEnd(END_WITHIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        processes.close();
        remove(folder);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
