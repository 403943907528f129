package io.ordeal.archive.spark;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;

/**
 * The driver of an archive's judging: a program of its own, compiled against the Spark that is used, so that Ordeal itself
 * needs none. It knows nothing of histories: a batch is a line of text, and a judge makes lines of verdicts of it.
 *
 * <p>Each batch is a Spark job of one task. What a job has told is told, whatever happens to its executor afterwards; and
 * one that can't be done takes no other with it.
 *
 * <p>It is spoken to by lines. It reads {@code batch ID TEXT}, {@code parquet FROM TO} (with no tab in either), {@code
 * end}; it writes {@code ready CORES}, {@code verdict ID TEXT}, {@code done ID}, {@code failed ID WHY}, {@code executors
 * N}, {@code written}, {@code broken WHY}. It ends with whoever speaks to it.
 */
public final class ArchiveJob {
    /** Spark's scheduler queues what it is given: enough of it that no executor that joins waits for the driver. */
    private static final int JOBS_AT_ONCE = 64;

    private static final long EXECUTORS_EVERY_SECONDS = 5;

    private final PrintStream told;
    private final JavaSparkContext spark;
    private final Judging judging;
    private final ExecutorService jobs = Executors.newFixedThreadPool(JOBS_AT_ONCE);

    private ArchiveJob(PrintStream told, JavaSparkContext spark, Judging judging) {
        this.told = told;
        this.spark = spark;
        this.judging = judging;
    }

    /** @param arguments a file of properties: {@code spark.*} for Spark, {@code judge.*} of {@link Judging} */
    public static void main(String[] arguments) throws Exception {
        PrintStream told = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        int status = 0;
        try {
            Properties properties = new Properties();
            try (InputStream in = new FileInputStream(arguments[0])) {
                properties.load(in);
            }
            SparkConf conf = new SparkConf();
            for (String name : properties.stringPropertyNames()) {
                if (name.startsWith("spark.")) {
                    conf.set(name, properties.getProperty(name));
                }
            }
            JavaSparkContext spark = new JavaSparkContext(conf);
            new ArchiveJob(told, spark, new Judging(properties, spark)).obey();
        } catch (Throwable broken) {
            broken.printStackTrace();
            tell(told, "broken " + why(broken));
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private void obey() throws Exception {
        tell(told, "ready " + spark.defaultParallelism());
        Thread watch = new Thread(this::tellExecutors, "executors");
        watch.setDaemon(true);
        watch.start();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null && !line.equals("end"); line = orders.readLine()) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("batch")) {
                jobs.execute(() -> judge(words[1], words[2]));
            } else if (words[0].equals("parquet")) {
                String[] paths = line.substring("parquet ".length()).split("\t");
                jobs.shutdown();
                jobs.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
                spark.stop();
                writeParquet(paths[0], paths[1]);
                tell(told, "written");
            }
        }
        // so that the master and whoever reads Spark's own records know that it ended in order
        spark.stop();
    }

    private void judge(String id, String text) {
        List<String> verdicts;
        try {
            verdicts = spark.parallelize(List.of(text), 1).flatMap(judging).collect();
        } catch (Throwable failed) {
            tell(told, "failed " + id + " " + why(failed));
            return;
        }
        StringBuilder lines = new StringBuilder();
        verdicts.forEach(verdict ->
                lines.append("verdict ").append(id).append(' ').append(verdict).append('\n'));
        tell(told, lines.append("done ").append(id).toString());
    }

    private void tellExecutors() {
        try {
            while (!spark.sc().isStopped()) {
                // the driver is counted among them
                tell(told, "executors " + (spark.sc().statusTracker().getExecutorInfos().length - 1));
                TimeUnit.SECONDS.sleep(EXECUTORS_EVERY_SECONDS);
            }
        } catch (InterruptedException | RuntimeException over) {
            // it is being stopped
        }
    }

    /** On this machine, by a Spark of its own, as the executors need not see the folder that is written. */
    private static void writeParquet(String from, String to) {
        SparkSession local = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        local.read()
                .text(from)
                .selectExpr(
                        "from_json(value, 'file STRING, valid STRING, checker STRING, ops LONG, millis DOUBLE,"
                                + " cause STRING, notes ARRAY<STRING>, anomalies ARRAY<STRUCT<type: STRING>>') AS v",
                        "value AS verdict")
                .selectExpr(
                        "v.file",
                        "v.valid",
                        "v.checker",
                        "v.ops",
                        "v.millis",
                        "v.cause",
                        "v.notes",
                        "v.anomalies.type AS anomalies",
                        "verdict")
                .coalesce(1)
                .write()
                .parquet(to);
        local.stop();
    }

    private static void tell(PrintStream told, String lines) {
        synchronized (told) {
            told.print(lines + "\n");
            told.flush();
        }
    }

    private static String why(Throwable failed) {
        StringWriter all = new StringWriter();
        failed.printStackTrace(new PrintWriter(all));
        return all.toString().replaceAll("\\s*\\R\\s*", " | ");
    }

    /** What an executor does with a batch. The judge is made once in its JVM, with classes that Spark's do not meet. */
    static final class Judging implements FlatMapFunction<String, String>, Serializable {
        private static final long serialVersionUID = 1;
        private static Function<String, List<String>> judge;

        private final String name;
        private final String[] options;
        private final String[] classPath;
        private final String shipped;

        /**
         * By {@code judge.name}, the class of the judge; {@code judge.option.N}, what it is made with; {@code
         * judge.class-path.N}, or, for executors on other machines, {@code judge.shipped}, an archive of jars.
         */
        Judging(Properties properties, JavaSparkContext spark) {
            name = properties.getProperty("judge.name");
            options = numbered(properties, "judge.option.");
            classPath = numbered(properties, "judge.class-path.");
            String archive = properties.getProperty("judge.shipped");
            shipped = archive == null ? null : "ordeal";
            if (archive != null) {
                spark.sc().addArchive(Path.of(archive).toUri() + "#" + shipped);
            }
        }

        private static String[] numbered(Properties properties, String prefix) {
            TreeMap<Integer, String> all = new TreeMap<>();
            for (String key : properties.stringPropertyNames()) {
                if (key.startsWith(prefix)) {
                    all.put(Integer.valueOf(key.substring(prefix.length())), properties.getProperty(key));
                }
            }
            return all.values().toArray(String[]::new);
        }

        @Override
        public Iterator<String> call(String batch) throws Exception {
            Function<String, List<String>> made = judge();
            Thread current = Thread.currentThread();
            ClassLoader before = current.getContextClassLoader();
            current.setContextClassLoader(made.getClass().getClassLoader());
            try {
                return made.apply(batch).iterator();
            } finally {
                current.setContextClassLoader(before);
            }
        }

        @SuppressWarnings("unchecked")
        private Function<String, List<String>> judge() throws Exception {
            synchronized (Judging.class) {
                if (judge == null) {
                    URLClassLoader alone = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader());
                    Thread.currentThread().setContextClassLoader(alone);
                    judge = (Function<String, List<String>>) Class.forName(name, true, alone)
                            .getConstructor(String[].class)
                            .newInstance((Object) options);
                }
                return judge;
            }
        }

        private URL[] urls() throws Exception {
            List<URL> urls = new ArrayList<>();
            for (String path : classPath) {
                urls.add(Path.of(path).toUri().toURL());
            }
            if (shipped != null) {
                try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(SparkFiles.get(shipped)))) {
                    List<Path> inOrder = new ArrayList<>();
                    jars.forEach(inOrder::add);
                    inOrder.sort(null);
                    for (Path jar : inOrder) {
                        urls.add(jar.toUri().toURL());
                    }
                }
            }
            return urls.toArray(URL[]::new);
        }
    }
}
