package io.ordeal.checker.linearizability;

import static java.util.Objects.requireNonNull;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.linearizability.RandomHistories.Draw;
import io.ordeal.checker.models.KvModel;
import io.ordeal.checker.models.QueueModel;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an explanation takes beside the verdict, of random invalid histories of 100 operations in memory, warm:
 *
 * <pre>
 * mvn -q -Pquick -pl checkers test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.ordeal.checker.linearizability.WitnessBenchmark
 * </pre>
 */
public final class WitnessBenchmark {
    private static final int HISTORIES = 50;
    private static final int OPERATIONS = 100;
    private static final int ROUNDS = 8;
    private static final long EASY = 3_000;

    private WitnessBenchmark() {}

    /** Prints, for each model, milliseconds of the median history and of the slowest. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.printf("%-14s %10s %18s %18s %12s%n", "model", "histories", "explained, median", "slowest", "operations");
        print(
                out,
                "cas-register",
                new RegisterModel(null, true),
                Draw.of("read", null, null, 1L, 2L, 3L),
                Draw.of("write", 1L, 1L),
                Draw.of("write", 2L, 2L),
                Draw.of("cas", List.of(1L, 3L), List.of(1L, 3L)));
        print(
                out,
                "kv",
                new KvModel(),
                Draw.of("get", null, texts()),
                Draw.of("get", null, texts()),
                Draw.of("put", "a", "a"),
                Draw.of("append", "b", "b"));
        print(
                out,
                "fifo-queue",
                new QueueModel(QueueModel.Order.FIFO),
                Draw.of("enqueue", 1L, 1L),
                Draw.of("enqueue", 2L, 2L),
                Draw.of("dequeue", null, null, 1L, 2L),
                Draw.of("dequeue", null, null, 1L, 2L));
    }

    private static Object[] texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int bs = 0; bs < 12; bs++) {
            texts.add("a" + "b".repeat(bs));
        }
        return texts.toArray();
    }

    private static <S> void print(PrintStream out, String name, Model<S> model, Draw... draws) {
        List<History> histories = new ArrayList<>();
        List<Integer> furthest = new ArrayList<>();
        for (long seed = 1; histories.size() < HISTORIES && seed < 20 * HISTORIES; seed++) {
            History history = new RandomHistories<>(model, List.of(draws), seed).next(OPERATIONS, 5, 0.01);
            Budget budget = new Budget(CheckContext.unlimited());
            Problem problem = Problem.of(history, SearchAlone.events(history), ValueShape.PLAIN, model, budget);
            Search search = new Search(problem, new ModelTransitions<>(model, problem.calls), budget);
            if (search.advance(EASY) == Search.Knows.NOT_LINEARIZABLE) {
                histories.add(history);
                furthest.add(search.furthest());
            }
        }
        double[] millis = new double[histories.size()];
        long operations = 0;
        for (int round = 0; round < ROUNDS; round++) {
            operations = 0;
            for (int i = 0; i < millis.length; i++) {
                long begin = System.nanoTime();
                Anomaly anomaly = explained(model, histories.get(i), furthest.get(i));
                millis[i] = (System.nanoTime() - begin) / 1e6;
                operations += ((Number) requireNonNull(anomaly.details().get("operations"))).longValue();
            }
        }
        Arrays.sort(millis);
        out.printf(
                "%-14s %10d %15.2f ms %15.2f ms %12.1f%n",
                name,
                millis.length,
                millis[millis.length / 2],
                millis[millis.length - 1],
                (double) operations / millis.length);
    }

    private static <S> Anomaly explained(Model<S> model, History history, int furthest) {
        return new Explanation<>(
                        history,
                        model,
                        ValueShape.PLAIN,
                        null,
                        SearchAlone.events(history),
                        new Budget(CheckContext.unlimited()),
                        null)
                .of(furthest);
    }
}
