package io.ordeal.shrink;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How small invalid histories become, and how long that takes. */
public final class ShrinkBenchmark {
    private ShrinkBenchmark() {}

    /** @param arguments a folder of public histories and their known verdicts, {@code verdicts.tsv}; or none */
    public static void main(String... arguments) throws IOException {
        List<KnownHistory> all = new ArrayList<>(KnownHistory.ofCorpus("invalid"));
        for (String folder : arguments) {
            all.addAll(KnownHistory.invalidOf(Path.of(folder)));
        }
        List<Integer> sizes = new ArrayList<>();
        for (KnownHistory known : all) {
            History history = known.read();
            CheckResult result = Checkers.judge(
                    known.checker(), history, CheckContext.unlimited().withParallelism(1));
            String type = result.verdict().anomaliesOrNone().get(0).type();
            long begun = System.nanoTime();
            Shrunk shrunk = new Shrinker(known.checker(), Duration.ofSeconds(20), words -> {}).shrink(history, result, type);
            long millis = (System.nanoTime() - begun) / 1_000_000;
            int operations = shrunk.leftOut().left().operations();
            sizes.add(operations);
            System.out.printf("%-60s %-20s %5d -> %3d  %5d checks %6d ms%n", known, type, shrunk.leftOut().whole().operations(), operations, shrunk.checks(), millis);
        }
        sizes.sort(null);
        System.out.printf("%d histories: median %d, largest %d%n", sizes.size(), sizes.get(sizes.size() / 2), sizes.get(sizes.size() - 1));
    }
}
