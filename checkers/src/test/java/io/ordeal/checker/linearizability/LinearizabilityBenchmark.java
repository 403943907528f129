package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.models.RegisterModel;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The check alone, of histories in memory, warm. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@State(Scope.Benchmark)
public class LinearizabilityBenchmark {
    /** What is judged: how many operations, processes and keys, whether values are distinct, and whether one read is stale. */
    public enum Work {
        REGISTER_10K(10_000, 5, 1, true, false, ""),
        REGISTER_10K_STALE(10_000, 5, 1, true, true, ""),
        REGISTER_100K_50_KEYS(100_000, 10, 50, true, false, ""),
        REGISTER_1M(1_000_000, 10, 1, true, false, ""),
        REGISTER_10M(10_000_000, 10, 1, true, false, ""),
        REGISTER_100K_BY_SEARCH(100_000, 5, 1, true, false, "search"),
        CAS_1M_REPEATED_BY_SEARCH(1_000_000, 5, 1, false, false, "search"),
        CAS_1M_REPEATED_STALE_BY_SEARCH(1_000_000, 5, 1, false, true, "search");

        final int operations;
        final int processes;
        final int keys;
        final boolean distinct;
        final boolean stale;
        final String algorithm;

        Work(int operations, int processes, int keys, boolean distinct, boolean stale, String algorithm) {
            this.operations = operations;
            this.processes = processes;
            this.keys = keys;
            this.distinct = distinct;
            this.stale = stale;
            this.algorithm = algorithm;
        }
    }

    @Param
    public Work work = Work.REGISTER_10K;

    private @Nullable History history;
    private @Nullable Checker checker;

    @Setup(Level.Trial)
    public void make() {
        history = history(work, 1);
        CheckerOptions options = CheckerOptions.DEFAULT.withIndependent(work.keys > 1);
        checker = Checkers.named(
                "cas-register", work.algorithm.isEmpty() ? options : options.withAlgorithm(work.algorithm));
    }

    @Benchmark
    public CheckResult check() {
        if (checker == null || history == null) {
            throw new IllegalStateException("not set up");
        }
        CheckResult result = checker.check(history, CheckContext.unlimited());
        if (result.verdict().isUnknown() || result.verdict().isValid() == work.stale) {
            throw new IllegalStateException("wrong: " + result.verdict());
        }
        return result;
    }

    /** Each operation takes effect at a random moment while it is open. */
    static History history(Work work, long seed) {
        Random random = new Random(seed);
        HistoryBuilder builder = new HistoryBuilder();
        Values values = builder.values();
        short read = builder.fNumber("read");
        short write = builder.fNumber("write");
        short cas = builder.fNumber("cas");
        RegisterModel model = new RegisterModel(null, true);
        RegisterModel.Content[] registers = new RegisterModel.Content[work.keys];
        Arrays.fill(registers, model.initial());
        int[] kind = new int[work.processes];
        long[] argument = new long[work.processes];
        long[] expected = new long[work.processes];
        int[] key = new int[work.processes];
        Object[] seen = new Object[work.processes];
        int[] stage = new int[work.processes];
        long fresh = 0;
        int started = 0;
        int open = 0;
        int staleAt = work.stale ? work.operations * 9 / 10 : -1;
        while (started < work.operations || open > 0) {
            int p = random.nextInt(work.processes);
            long[] pair = new long[2];
            if (stage[p] == 0 && started < work.operations) {
                kind[p] = random.nextInt(work.distinct ? 2 : 3);
                key[p] = random.nextInt(work.keys);
                argument[p] = work.distinct ? fresh++ : random.nextInt(5);
                expected[p] = random.nextInt(5);
                pair[0] = values.ofLong(expected[p]);
                pair[1] = values.ofLong(argument[p]);
                long input = kind[p] == 0
                        ? Values.NIL
                        : kind[p] == 1 ? pair[1] : values.ofCollection(Values.Kind.LIST, pair, 0, 2);
                add(builder, p, OpType.INVOKE, kind[p] == 0 ? read : kind[p] == 1 ? write : cas, key[p], input, work);
                stage[p] = 1;
                started++;
                open++;
            } else if (stage[p] == 1) {
                RegisterModel.Content content = registers[key[p]];
                seen[p] = content.value();
                boolean failed = kind[p] == 2 && !Long.valueOf(expected[p]).equals(content.value());
                if (kind[p] > 0 && !failed) {
                    registers[key[p]] = new RegisterModel.Content(argument[p]);
                }
                stage[p] = failed ? 3 : 2;
            } else if (stage[p] > 1) {
                pair[0] = values.ofLong(expected[p]);
                pair[1] = values.ofLong(argument[p]);
                Object answer = seen[p];
                if (kind[p] == 0 && staleAt >= 0 && started > staleAt && answer instanceof Long value) {
                    // Nobody has written this for long, or, of few values, ever: the only operations of their kind.
                    answer = work.distinct ? value - 1000 : 17L;
                    staleAt = -1;
                }
                long output = kind[p] == 0
                        ? values.of(answer)
                        : kind[p] == 1 ? pair[1] : values.ofCollection(Values.Kind.LIST, pair, 0, 2);
                OpType type = stage[p] == 3 ? OpType.FAIL : OpType.OK;
                add(builder, p, type, kind[p] == 0 ? read : kind[p] == 1 ? write : cas, key[p], output, work);
                stage[p] = 0;
                open--;
            }
        }
        return builder.build();
    }

    private static void add(HistoryBuilder builder, int process, OpType type, short f, int key, long value, Work work) {
        Values values = builder.values();
        long given = work.keys == 1
                ? value
                : values.ofCollection(Values.Kind.LIST, new long[] {values.ofLong(key), value}, 0, 2);
        builder.add(-1, Op.NO_TIME, process, type, f, given, Values.NIL, Values.NIL);
    }

    /**
     * Prints the table of goals.
     *
     * @param args {@code jmh} for JMH's figures instead; or the folder of public histories, for the rows that need it
     */
    public static void main(String[] args) throws RunnerException, IOException {
        if (args.length == 0 || !args[0].equals("jmh")) {
            LinearizabilityGoals.print(Path.of(args.length == 0 ? "." : args[0]));
            return;
        }
        new Runner(new OptionsBuilder()
                        .include(LinearizabilityBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
