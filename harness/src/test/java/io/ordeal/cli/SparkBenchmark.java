package io.ordeal.cli;

import io.ordeal.archive.StandaloneSpark;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An archive of histories judged by one process of {@code check}, by Spark on two cores within the driver, and by a master
 * and two workers of one core each, all on this machine; whole processes, in turns.
 *
 * <p>{@code main LAUNCHER FOLDER [histories] [operations] [rounds]}: the launcher of a built Ordeal; the histories are made
 * in the folder, if it is not there yet. A start is what a single history takes; it is taken off what all take.
 */
public final class SparkBenchmark {
    private static final List<String> JUDGING = List.of("check", "--json", "--checker", "cas-register");
    private static final int WRONG_EVERY = 100;

    private SparkBenchmark() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        Path archive = Path.of(args[1]).toAbsolutePath();
        int histories = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
        int operations = args.length > 3 ? Integer.parseInt(args[3]) : 1_000;
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 1;
        if (!Files.exists(archive)) {
            SavedRegisters.write(archive, histories, operations, WRONG_EVERY);
        }
        List<String> files;
        try (Stream<Path> all = Files.list(archive)) {
            files = all.map(Path::toString).sorted().toList();
        }
        Path folder = Files.createTempDirectory("ordeal-spark-benchmark");
        try (StandaloneSpark spark = new StandaloneSpark(folder, 2)) {
            Map<String, List<String>> ways = new LinkedHashMap<>();
            ways.put("check", List.of());
            ways.put("local[2]", List.of("--spark", "local[2]"));
            ways.put("2 workers", List.of("--spark", spark.master(), "--spark-conf", "spark.executor.memory=600m"));
            out.println("way         start s    all s   after start   load");
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                    double start = seconds(args[0], way.getValue(), files.subList(0, 1));
                    double all = seconds(
                            args[0], way.getValue(), way.getValue().isEmpty() ? files : List.of(archive.toString()));
                    out.printf(
                            Locale.ROOT,
                            "%-10s %8.1f %8.1f %13.1f %6.1f%n",
                            way.getKey(),
                            start,
                            all,
                            all - start,
                            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
                }
            }
        }
    }

    private static double seconds(String launcher, List<String> way, List<String> what) throws Exception {
        List<String> command = Stream.of(List.of(launcher), JUDGING, way, what)
                .flatMap(List::stream)
                .toList();
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = process.waitFor();
        if (status > 2) {
            throw new IllegalStateException(String.join(" ", way) + " ended with " + status);
        }
        return (System.nanoTime() - started) / 1e9;
    }
}
