package io.ordeal.checker.txn;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.txn.simulated.Application;
import io.ordeal.checker.txn.simulated.Isolation;
import io.ordeal.checker.txn.simulated.Plan;
import io.ordeal.checker.txn.simulated.Plan.Kind;
import io.ordeal.checker.txn.simulated.Simulation;
import io.ordeal.checker.txn.simulated.SnapshotSessions;
import io.ordeal.history.History;
import java.lang.management.ManagementFactory;
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
 * The check alone, of simulated histories in memory, warm. The largest, {@code LIST_APPEND_10M}, needs {@code -Xmx16g}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@State(Scope.Benchmark)
public class TransactionBenchmark {
    private static final long NANOS_A_ROW = 10_000_000_000L;

    /** What is judged, at which level, and whether it holds. */
    public enum Work {
        LIST_APPEND_10K(Kind.LIST_APPEND, Isolation.STRICT_SERIALIZABLE, 10_000, "serializable", true, 15, "158"),
        LIST_APPEND_100K(Kind.LIST_APPEND, Isolation.STRICT_SERIALIZABLE, 100_000, "serializable", true, 100, "1034"),
        LIST_APPEND_1M(Kind.LIST_APPEND, Isolation.STRICT_SERIALIZABLE, 1_000_000, "serializable", true, 0, ""),
        LIST_APPEND_10M(Kind.LIST_APPEND, Isolation.STRICT_SERIALIZABLE, 10_000_000, "serializable", true, 60_000, ""),
        LIST_APPEND_SNAPSHOT_100K(
                Kind.LIST_APPEND, Isolation.SNAPSHOT, 100_000, "strict-serializable", false, 700, "7213"),
        LIST_APPEND_SNAPSHOT_HOLDS_100K(
                Kind.LIST_APPEND, Isolation.SNAPSHOT, 100_000, "strong-snapshot-isolation", true, 700, ""),
        LIST_APPEND_PREFIX_100K(
                Kind.LIST_APPEND, Isolation.PREFIX, 100_000, "strict-serializable", false, 1_500, "15040"),
        RW_REGISTER_100K(Kind.RW_REGISTER, Isolation.STRICT_SERIALIZABLE, 100_000, "serializable", true, 215, "2166"),
        RW_REGISTER_STRICT_100K(
                Kind.RW_REGISTER, Isolation.STRICT_SERIALIZABLE, 100_000, "strict-serializable", true, 215, "2166"),
        RW_REGISTER_CAUSAL_100K(Kind.RW_REGISTER, Isolation.CAUSAL, 100_000, "causal", true, 0, ""),
        RW_REGISTER_SNAPSHOT_100K(Kind.RW_REGISTER, Isolation.SNAPSHOT, 100_000, "snapshot-isolation", true, 3_000, ""),
        RW_REGISTER_PREFIX_100K(Kind.RW_REGISTER, Isolation.PREFIX, 100_000, "snapshot-isolation", false, 3_000, ""),
        SESSIONS_BALANCED(Application.BALANCED),
        SESSIONS_READ_HEAVY(Application.READ_HEAVY),
        SESSIONS_WRITE_HEAVY(Application.WRITE_HEAVY),
        SESSIONS_UNIFORM(Application.UNIFORM),
        SESSIONS_ORDERS(Application.ORDERS),
        SESSIONS_AUCTION(Application.AUCTION),
        SESSIONS_TIMELINES(Application.TIMELINES);

        /** Of each of the histories without times: 20 sessions of 250 transactions. */
        static final int SESSIONS = 20;

        static final int TRANSACTIONS_A_SESSION = 250;

        final Kind kind;
        final Isolation isolation;
        final int transactions;
        final String level;
        final boolean holds;
        /** In milliseconds. */
        final int goal;
        /** What Elle takes, in milliseconds, if it was measured. */
        final String elle;

        final @Nullable Application application;

        Work(Kind kind, Isolation isolation, int transactions, String level, boolean holds, int goal, String elle) {
            this.kind = kind;
            this.isolation = isolation;
            this.transactions = transactions;
            this.level = level;
            this.holds = holds;
            this.goal = goal;
            this.elle = elle;
            application = null;
        }

        /** Sessions without times. */
        Work(Application application) {
            kind = Kind.RW_REGISTER;
            isolation = Isolation.SNAPSHOT;
            transactions = SESSIONS * TRANSACTIONS_A_SESSION;
            level = "snapshot-isolation";
            holds = true;
            goal = 10_000;
            elle = "";
            this.application = application;
        }

        History history() {
            return application == null
                    ? Simulation.run(Plan.of(kind, isolation, transactions))
                    : new SnapshotSessions(application, SESSIONS, TRANSACTIONS_A_SESSION, null, 1).run();
        }
    }

    @Param
    public Work work = Work.LIST_APPEND_10K;

    private @Nullable History history;
    private @Nullable Checker checker;

    @Setup(Level.Trial)
    public void make() {
        history = work.history();
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

    /**
     * Prints what is reached beside what is to be.
     *
     * @param args {@code jmh} for JMH's figures instead; then names of {@link Work}, without which all but the largest
     */
    public static void main(String[] args) throws RunnerException {
        boolean jmh = args.length > 0 && args[0].equals("jmh");
        String[] named = jmh ? Arrays.copyOfRange(args, 1, args.length) : args;
        String[] works = named.length > 0 ? named : names();
        if (jmh) {
            new Runner(new OptionsBuilder()
                            .include(TransactionBenchmark.class.getSimpleName())
                            .param("work", works)
                            .build())
                    .run();
            return;
        }
        System.out.printf("%-28s %10s %10s %10s %10s%n", "", "ms", "CPU ms", "goal", "Elle");
        for (String name : works) {
            row(Work.valueOf(name));
        }
    }

    /** The best of some seconds, at least three rounds: by the clock, and by the time of the thread that checks. */
    private static void row(Work work) {
        TransactionBenchmark benchmark = new TransactionBenchmark();
        benchmark.work = work;
        benchmark.make();
        double best = Double.MAX_VALUE;
        double bestCpu = Double.MAX_VALUE;
        long until = System.nanoTime() + NANOS_A_ROW;
        for (int round = 0; round < 3 || System.nanoTime() < until; round++) {
            long from = System.nanoTime();
            long cpuFrom = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            benchmark.check();
            bestCpu =
                    Math.min(bestCpu, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuFrom) / 1e6);
            best = Math.min(best, (System.nanoTime() - from) / 1e6);
        }
        System.out.printf(
                "%-28s %10.1f %10.1f %10s %10s%n", work, best, bestCpu, work.goal == 0 ? "" : work.goal, work.elle);
    }

    /** All but the largest, which needs its own heap. */
    private static String[] names() {
        return Arrays.stream(Work.values())
                .filter(work -> work != Work.LIST_APPEND_10M)
                .map(Work::name)
                .toArray(String[]::new);
    }
}
