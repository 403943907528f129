package io.ordeal.checker.txn;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.history.History;
import java.util.Arrays;
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

/**
 * The check alone, of simulated histories in memory, warm. {@code -p work=LIST_APPEND_10M -jvmArgs -Xmx16g} for the large
 * one.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@State(Scope.Benchmark)
public class TransactionBenchmark {
    /** What is judged, at which level, and whether it holds. */
    public enum Work {
        LIST_APPEND_10K(Kind.LIST_APPEND, Isolation.STRICT_SERIALIZABLE, 10_000, "serializable", true),
        LIST_APPEND_100K(Kind.LIST_APPEND, Isolation.STRICT_SERIALIZABLE, 100_000, "serializable", true),
        LIST_APPEND_1M(Kind.LIST_APPEND, Isolation.STRICT_SERIALIZABLE, 1_000_000, "serializable", true),
        LIST_APPEND_10M(Kind.LIST_APPEND, Isolation.STRICT_SERIALIZABLE, 10_000_000, "serializable", true),
        LIST_APPEND_SNAPSHOT_100K(Kind.LIST_APPEND, Isolation.SNAPSHOT, 100_000, "strict-serializable", false),
        LIST_APPEND_PREFIX_100K(Kind.LIST_APPEND, Isolation.PREFIX, 100_000, "strict-serializable", false),
        RW_REGISTER_100K(Kind.RW_REGISTER, Isolation.STRICT_SERIALIZABLE, 100_000, "serializable", true),
        RW_REGISTER_STRICT_100K(Kind.RW_REGISTER, Isolation.STRICT_SERIALIZABLE, 100_000, "strict-serializable", true),
        RW_REGISTER_CAUSAL_100K(Kind.RW_REGISTER, Isolation.CAUSAL, 100_000, "causal", true);

        final Kind kind;
        final Isolation isolation;
        final int transactions;
        final String level;
        final boolean holds;

        Work(Kind kind, Isolation isolation, int transactions, String level, boolean holds) {
            this.kind = kind;
            this.isolation = isolation;
            this.transactions = transactions;
            this.level = level;
            this.holds = holds;
        }
    }

    @Param
    public Work work = Work.LIST_APPEND_10K;

    private @Nullable History history;
    private @Nullable Checker checker;

    @Setup(Level.Trial)
    public void make() {
        history = Simulation.run(Plan.of(work.kind, work.isolation, work.transactions));
        checker = Checkers.named(
                work.kind == Kind.LIST_APPEND ? "list-append" : "rw-register",
                CheckerOptions.DEFAULT.withModel(work.level));
    }

    @Benchmark
    public CheckResult check() {
        if (checker == null || history == null) {
            throw new IllegalStateException("not set up");
        }
        CheckResult result = checker.check(history, CheckContext.unlimited());
        if (result.verdict().isUnknown() || result.verdict().isValid() != work.holds) {
            throw new IllegalStateException("wrong: " + result.verdict());
        }
        return result;
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(TransactionBenchmark.class.getSimpleName())
                        .param("work", args.length > 0 ? args : names())
                        .build())
                .run();
    }

    /** All but the largest, which needs its own heap. */
    private static String[] names() {
        return Arrays.stream(Work.values())
                .filter(work -> work != Work.LIST_APPEND_10M)
                .map(Work::name)
                .toArray(String[]::new);
    }
}
