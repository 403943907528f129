package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.checker.linearizability.LinearizabilityBenchmark.Work;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.io.HistoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was to be reached, what was, and what Porcupine 1.3 takes on two shared cores: the check alone, warm, the best. A
 * verdict that is not the known one ends the run with an error: how fast a wrong answer comes is of no interest.
 *
 * <p>What one processor takes is seen by running it under {@code taskset -c 0}: a check with one thread on two processors
 * has the other for the compiler and the collector.
 */
final class LinearizabilityGoals {
    private static final long NANOS_A_ROW = 10_000_000_000L;
    private static final int MOST_ROUNDS = 300;

    private LinearizabilityGoals() {}

    /** A history, and whether it is linearizable. */
    private record Known(String name, History history, boolean valid) {}

    /**
     * @param publicHistories a folder with {@code etcd}, {@code kv} and {@code redis-sentinel}; rows of what it lacks are
     *     left out. Its {@code verdicts.tsv} names a file, its checker, options, and {@code true} or {@code false}
     */
    static void print(Path publicHistories) throws IOException {
        System.out.printf("%-52s %11s %11s  %s%n", "", "ms", "goal", "Porcupine 1.3");
        for (String algorithm : List.of("", Linearizability.SEARCH)) {
            files(publicHistories, "cas-register", algorithm, "etcd", 15, "333 (all 102)");
        }
        for (String file : List.of("kv/c10-ok.edn", "kv/c10-bad.edn")) {
            files(publicHistories, "kv", "", file, 200, "");
            String porcupine = file.contains("ok") ? "2298" : "1986";
            files(publicHistories, "kv", Linearizability.SEARCH_UNPARTITIONED, file, 200, porcupine);
        }
        for (String algorithm : List.of("", Linearizability.SEARCH)) {
            String file = "redis-sentinel/latency-injection.edn.gz";
            files(publicHistories, "register", algorithm, file, 100, "6500 to 10000");
        }
        kv("kv, 50 clients, 10 keys, 3,000 operations", 0, false, 60, "192");
        kv("the same with a stale get", 0, true, 10, "17");
        kv("the same, pieces of 20 texts, by the search", 20, false, 1_000, "");
        Checker queues = Checkers.named("fifo-queue", CheckerOptions.DEFAULT.withIndependent(true));
        row("three keys that no search ends, a violation in a fourth", queues, hardKeys(), 100, "");
        row("a dequeue of what nobody enqueued, 80 pending", queues, nobodyEnqueued(), 50, "");
        generated(Work.REGISTER_10K, 2, "21");
        generated(Work.REGISTER_10K_STALE, 10, "112");
        generated(Work.REGISTER_100K_50_KEYS, 10, "72");
        generated(Work.CAS_1M_REPEATED_BY_SEARCH, 10_000, "");
        generated(Work.CAS_1M_REPEATED_STALE_BY_SEARCH, 10_000, "");
        double million = generated(Work.REGISTER_1M, 2_000, "");
        double tenMillion = generated(Work.REGISTER_10M, 20_000, "out of reach");
        System.out.printf("%-52s %11.2f %11.2f%n", "time per operation, 10 M to 1 M", tenMillion / 10 / million, 1.5);
    }

    private static void kv(String name, int pieces, boolean isStale, double goal, String porcupine) {
        History history = KvHistories.of(50, 3_000, pieces, isStale, 1);
        row(
                name,
                Checkers.named("kv", CheckerOptions.DEFAULT),
                List.of(new Known(name, history, !isStale)),
                goal,
                porcupine);
    }

    /** Of three keys the order of 40 elements, put in all at once, hangs on how they are taken; of one it is wrong. */
    private static List<Known> hardKeys() {
        Random random = new Random(1);
        HistoryBuilder builder = new HistoryBuilder();
        for (long key = 1; key <= 3; key++) {
            List<Long> elements = new ArrayList<>();
            for (int p = 0; p < 40; p++) {
                elements.add((long) p % 20);
                builder.invoke(100 * (int) key + p, "enqueue", List.of(key, (long) p % 20));
            }
            for (int p = 0; p < 40; p++) {
                builder.ok(100 * (int) key + p, "enqueue", List.of(key, (long) p % 20));
            }
            Collections.shuffle(elements, random);
            for (Long element : elements) {
                operation(builder, "dequeue", key, null, element);
            }
        }
        for (long element : new long[] {1, 2, 1}) {
            operation(builder, "enqueue", 4, element, element);
        }
        operation(builder, "dequeue", 4, null, 2L);
        return List.of(new Known("three hard keys and a bad one", builder.build(), false));
    }

    private static List<Known> nobodyEnqueued() {
        HistoryBuilder builder = new HistoryBuilder();
        for (int p = 0; p < 40; p++) {
            Object put = List.of(1L, (long) p % 4);
            Object take = Arrays.asList(1L, null);
            builder.invoke(100 + p, "enqueue", put).info(100 + p, "enqueue", put);
            builder.invoke(200 + p, "dequeue", take).info(200 + p, "dequeue", take);
        }
        operation(builder, "enqueue", 1, 1L, 1L);
        operation(builder, "dequeue", 1, null, 9L);
        return List.of(new Known("nobody enqueued it", builder.build(), false));
    }

    private static void operation(
            HistoryBuilder builder, String f, long key, @Nullable Object input, @Nullable Object output) {
        builder.invoke(1, f, Arrays.asList(key, input)).ok(1, f, Arrays.asList(key, output));
    }

    private static double generated(Work work, double goal, String porcupine) {
        CheckerOptions options = CheckerOptions.DEFAULT.withIndependent(work.keys > 1);
        Checker checker = Checkers.named(
                "cas-register", work.algorithm.isEmpty() ? options : options.withAlgorithm(work.algorithm));
        Known known = new Known(work.name(), LinearizabilityBenchmark.history(work, 1), !work.stale);
        return row(work.name(), checker, List.of(known), goal, porcupine);
    }

    private static void files(Path folder, String name, String algorithm, String path, double goal, String porcupine)
            throws IOException {
        Path place = folder.resolve(path);
        if (!Files.exists(place)) {
            return;
        }
        Map<String, Boolean> verdicts = verdicts(folder.resolve("verdicts.tsv"), name);
        List<Known> histories = new ArrayList<>();
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String relative = folder.relativize(file).toString();
                Boolean valid = verdicts.get(relative);
                if (valid == null) {
                    throw new IllegalStateException(
                            "no known verdict of " + relative + ": add it to " + folder.resolve("verdicts.tsv"));
                }
                histories.add(new Known(relative, HistoryReader.read(file).history(), valid));
            }
        }
        if (histories.isEmpty()) {
            throw new IllegalStateException("no history in " + place + ": give the folder of the histories themselves");
        }
        CheckerOptions options = CheckerOptions.DEFAULT;
        Checker checker = Checkers.named(name, algorithm.isEmpty() ? options : options.withAlgorithm(algorithm));
        row(path + (algorithm.isEmpty() ? "" : ", " + algorithm), checker, histories, goal, porcupine);
    }

    /** By file, what is known of those for a checker. */
    private static Map<String, Boolean> verdicts(Path table, String checker) throws IOException {
        Map<String, Boolean> verdicts = new HashMap<>();
        for (String line : Files.readAllLines(table)) {
            String[] columns = line.split("\t", -1);
            if (columns[1].equals(checker)) {
                verdicts.put(columns[0], Boolean.valueOf(columns[3]));
            }
        }
        return verdicts;
    }

    private static double row(String name, Checker checker, List<Known> histories, double goal, String porcupine) {
        double best = Double.MAX_VALUE;
        long until = System.nanoTime() + NANOS_A_ROW;
        for (int round = 0; round < MOST_ROUNDS && (round < 3 || System.nanoTime() < until); round++) {
            long from = System.nanoTime();
            for (Known known : histories) {
                Verdict verdict = Checkers.judge(checker, known.history(), CheckContext.unlimited())
                        .verdict();
                if (verdict.isUnknown() || verdict.isValid() != known.valid()) {
                    throw new IllegalStateException(
                            known.name() + " is known to be " + (known.valid() ? "valid" : "invalid") + ": " + verdict);
                }
            }
            best = Math.min(best, (System.nanoTime() - from) / 1e6);
        }
        System.out.printf("%-52s %11.2f %11.0f  %s%n", name, best, goal, porcupine);
        return best;
    }
}
