package io.ordeal.shrink;

import com.sun.management.OperatingSystemMXBean;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.io.HistoryReader;
import io.ordeal.history.io.HistoryWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How small invalid histories become, and how long large ones take: from the file to what is left, the reading and the
 * first verdict counted, in a JVM that has done nothing of the kind before.
 *
 * <pre>{@code
 * ShrinkBenchmark                   all invalid histories of results/corpus
 * ShrinkBenchmark FOLDER            and those of a folder with a verdicts.tsv
 * ShrinkBenchmark register 100000   a large history: register, list-append, mutex, guarded-set, set, queue, counter,
 *                                   bank, outbox, log
 * }</pre>
 */
public final class ShrinkBenchmark {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ShrinkBenchmark() {}

    /** @throws IOException a history can't be read */
    public static void main(String... arguments) throws IOException {
        if (arguments.length == 2) {
            large(arguments[0], Integer.parseInt(arguments[1]));
        } else {
            small(arguments);
        }
    }

    private static void small(String... folders) throws IOException {
        List<KnownHistory> all = new ArrayList<>(KnownHistory.ofCorpus("invalid"));
        for (String folder : folders) {
            all.addAll(KnownHistory.invalidOf(Path.of(folder)));
        }
        List<Integer> sizes = new ArrayList<>();
        for (KnownHistory known : all) {
            Shrunk shrunk = shrink(known.checker(), known.read());
            sizes.add(shrunk.leftOut().left().operations());
            row(known.toString(), shrunk);
        }
        sizes.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%d histories: median %d operations, largest %d%n",
                sizes.size(),
                sizes.get(sizes.size() / 2),
                sizes.get(sizes.size() - 1));
    }

    private static void large(String checker, int operations) throws IOException {
        LargeHistories kind = Arrays.stream(LargeHistories.values())
                .filter(each -> each.checker.equals(checker))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no large history is of " + checker));
        Path file = Files.createTempFile("large", ".edn");
        try {
            HistoryWriter.write(kind.of(operations), file);
            long cpu = cpuNanos();
            long begun = System.nanoTime();
            Shrunk shrunk = shrink(
                    Checkers.named(checker, CheckerOptions.DEFAULT),
                    HistoryReader.read(file).history());
            row(checker, shrunk);
            System.out.printf(
                    Locale.ROOT,
                    "%.2f s of CPU, %.2f s in all, load %.1f%n",
                    (cpuNanos() - cpu) / 1e9,
                    (System.nanoTime() - begun) / 1e9,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        } finally {
            Files.delete(file);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static Shrunk shrink(Checker checker, History history) {
        CheckResult result = Checkers.judge(checker, history, CheckContext.withTimeLimit(LIMIT));
        String type = result.verdict().anomaliesOrNone().get(0).type();
        return new Shrinker(checker, LIMIT, words -> {}).shrink(history, result, type);
    }

    private static void row(String name, Shrunk shrunk) {
        System.out.printf(
                Locale.ROOT,
                "%-64s %-20s %,9d -> %2d operations, %3d checks%n",
                name,
                shrunk.anomaly().type(),
                shrunk.leftOut().whole().operations(),
                shrunk.leftOut().left().operations(),
                shrunk.checks());
    }
}
