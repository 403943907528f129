package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.CheckerOptions;
import io.ordeal.checker.Checkers;
import io.ordeal.history.History;
import io.ordeal.history.HistoryBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
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

/**
 * The fast ways of data structures: the check alone, of histories in memory, warm, with its explanation where a value is
 * wrong. Ten processes; of ten thousand operations, one is of unknown outcome.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@State(Scope.Benchmark)
public class StructuresLinearizabilityBenchmark {
    private static final int PROCESSES = 10;

    /** The checkers, and what puts a value in and asks for one. */
    public enum Kind {
        FIFO_QUEUE("enqueue", "dequeue"),
        UNORDERED_QUEUE("enqueue", "dequeue"),
        STACK("push", "pop"),
        PRIORITY_QUEUE("enqueue", "dequeue"),
        LINEARIZABLE_SET("add", "contains"),
        LINEARIZABLE_COUNTER("add", "read");

        final String put;
        final String ask;

        Kind(String put, String ask) {
            this.put = put;
            this.ask = ask;
        }
    }

    @Param
    public Kind kind = Kind.FIFO_QUEUE;

    @Param({"100000", "1000000"})
    public int operations;

    /** Whether one answer, after nine tenths of the history, is that of long ago. */
    @Param({"false", "true"})
    public boolean wrong;

    private @Nullable History history;
    private @Nullable Checker checker;

    @Setup(Level.Trial)
    public void make() {
        history = new Maker(kind, operations, wrong).history();
        checker = Checkers.named(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), CheckerOptions.DEFAULT);
    }

    @Benchmark
    public CheckResult check() {
        if (checker == null || history == null) {
            throw new IllegalStateException("not set up");
        }
        CheckResult result = checker.check(history, CheckContext.unlimited());
        if (result.verdict().isUnknown()
                || result.verdict().isValid() == wrong
                || result.notes().contains("algorithm: search")) {
            throw new IllegalStateException("wrong: " + result);
        }
        return result;
    }

    /** Runs processes on an object of a kind; each operation takes effect at a random moment while it is open. */
    private static final class Maker {
        private final Kind kind;
        private final int operations;
        private final Random random = new Random(1);
        private final HistoryBuilder builder = new HistoryBuilder();
        private final Deque<Long> line = new ArrayDeque<>();
        private final List<Long> bag = new ArrayList<>();
        private final Set<Long> elements = new HashSet<>();
        private final PriorityQueue<Long> sorted = new PriorityQueue<>();
        private final @Nullable Long[] input = new Long[PROCESSES];
        private final @Nullable Object[] answer = new Object[PROCESSES];
        private final int[] process = new int[PROCESSES];
        private final boolean[] asks = new boolean[PROCESSES];
        private final int[] stage = new int[PROCESSES];
        private int liar = -1;
        private final int wrongAt;
        private boolean broken;
        private long fresh;
        private long sum;
        private @Nullable Object longAgo;

        Maker(Kind kind, int operations, boolean wrong) {
            this.kind = kind;
            this.operations = operations;
            wrongAt = wrong ? operations / 10 * 9 : Integer.MAX_VALUE;
            for (int p = 0; p < PROCESSES; p++) {
                process[p] = p;
            }
        }

        History history() {
            int started = 0;
            int open = 0;
            while (started < operations || open > 0) {
                int p = random.nextInt(PROCESSES);
                if (stage[p] == 0 && started < operations) {
                    start(p, started++);
                    open++;
                } else if (stage[p] == 1) {
                    answer[p] = asks[p] ? ask(input[p]) : put(input[p]);
                    stage[p] = 2;
                } else if (stage[p] == 2) {
                    end(p, started);
                    stage[p] = 0;
                    open--;
                }
            }
            return builder.build();
        }

        private void start(int p, int started) {
            asks[p] = random.nextBoolean();
            if (asks[p]) {
                input[p] = kind == Kind.LINEARIZABLE_SET ? (Long) (fresh - random.nextInt(20)) : null;
            } else if (kind == Kind.LINEARIZABLE_COUNTER) {
                input[p] = 1L;
            } else {
                fresh++;
                input[p] = kind == Kind.PRIORITY_QUEUE ? random.nextInt(1_000) * 10_000_000L + fresh : fresh;
            }
            if (asks[p] && started > wrongAt && !broken) {
                broken = true;
                liar = p;
                if (kind == Kind.LINEARIZABLE_SET) {
                    input[p] = fresh / 2;
                }
            }
            builder.invoke(process[p], name(p), input[p]);
            stage[p] = 1;
        }

        private void end(int p, int started) {
            if (p == liar) {
                liar = -1;
                builder.ok(
                        process[p], name(p), kind == Kind.LINEARIZABLE_SET ? Arrays.asList(input[p], false) : longAgo);
                return;
            }
            if (random.nextInt(10_000) == 0) {
                builder.info(process[p], name(p), input[p]);
                process[p] += PROCESSES;
                return;
            }
            if (asks[p] && started > operations / 2 && longAgo == null) {
                longAgo = answer[p];
            }
            builder.ok(process[p], name(p), answer[p]);
        }

        private String name(int p) {
            return asks[p] ? kind.ask : kind.put;
        }

        private Object put(@Nullable Long element) {
            long value = element == null ? 0 : element;
            switch (kind) {
                case FIFO_QUEUE, STACK -> line.add(value);
                case PRIORITY_QUEUE -> sorted.add(value);
                case UNORDERED_QUEUE -> bag.add(value);
                case LINEARIZABLE_SET -> elements.add(value);
                case LINEARIZABLE_COUNTER -> sum += value;
            }
            return value;
        }

        private @Nullable Object ask(@Nullable Long element) {
            return switch (kind) {
                case FIFO_QUEUE -> line.poll();
                case STACK -> line.pollLast();
                case PRIORITY_QUEUE -> sorted.poll();
                case UNORDERED_QUEUE -> bag.isEmpty() ? null : bag.remove(bag.size() - 1);
                case LINEARIZABLE_SET -> Arrays.asList(element, elements.contains(element));
                case LINEARIZABLE_COUNTER -> sum;
            };
        }
    }
}
