package io.ordeal.checker.linearizability;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.CheckStoppedException;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a history is linearizable to a model.
 *
 * <pre>{@code
 * CheckResult result = Linearizability.check(new RegisterModel(null, false), history);
 * }</pre>
 *
 * <p><b>Guarantees</b>: exact. Valid: a linearization was found for each key; Invalid: for the key named there is none.
 *
 * <p><b>Cannot detect</b>: what the history does not show. An operation of unknown outcome may always have happened, or
 * not.
 *
 * <p><b>Complexity</b>: linear for most histories; exponential in the operations open at once for the worst (the problem
 * is NP-complete, Gibbons &amp; Korach 1997). Memory grows with the configurations visited.
 *
 * <p><b>Reference</b>: Wing &amp; Gong, "Testing and verifying concurrent objects", 1993; Lowe, "Testing for
 * linearizability", 2017; Horn &amp; Kroening, "Faster linearizability checking via P-compositionality", 2015.
 */
public final class Linearizability<S> implements Checker {
    /** The search, as {@code --algorithm} names it. */
    public static final String SEARCH = "search";

    /** The search of all keys together. */
    public static final String SEARCH_UNPARTITIONED = "search-unpartitioned";

    private final Model<S> model;
    private final ValueShape shape;
    private final @Nullable FastWay fastWay;
    private final Mode mode;

    /** What is done about a key that no fast way judges. */
    private enum Mode {
        SEARCH,
        SEARCH_ALL_KEYS_TOGETHER,
        NOTHING
    }

    private Linearizability(Model<S> model, ValueShape shape, @Nullable FastWay fastWay, Mode mode) {
        this.model = model;
        this.shape = shape;
        this.fastWay = fastWay;
        this.mode = mode;
    }

    /** Judges with no time limit, on all cores; what keeps it from knowing makes the verdict Unknown. */
    public static <S> CheckResult check(Model<S> model, History history) {
        return Checkers.judge(of(model), history, CheckContext.unlimited());
    }

    public static <S> Linearizability<S> of(Model<S> model) {
        return new Linearizability<>(model, ValueShape.PLAIN, null, Mode.SEARCH);
    }

    /** The same, for histories that say in their own way what key, input and output are. */
    public Linearizability<S> reading(ValueShape otherShape) {
        return new Linearizability<>(model, otherShape, fastWay, mode);
    }

    /** The same, but keys that a fast way can judge are judged by it. It must know the same model. */
    public Linearizability<S> with(FastWay way) {
        return new Linearizability<>(model, shape, way, Mode.SEARCH);
    }

    /** The same, but a key that the fast way can't judge is not searched: then the verdict is Unknown. */
    public Linearizability<S> withOnly(FastWay way) {
        return new Linearizability<>(model, shape, way, Mode.NOTHING);
    }

    /**
     * The same, but all keys are searched together, as one system whose state is all that they hold. The verdict is the
     * same (linearizability is local: Herlihy &amp; Wing 1990, theorem 1), and takes longer: this is to measure the
     * search, and to hold the partition against.
     */
    public Linearizability<S> unpartitioned() {
        return new Linearizability<>(model, shape, null, Mode.SEARCH_ALL_KEYS_TOGETHER);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Keys are judged in parallel, the largest first. Without {@link CheckContext#all} the first violation ends the
     * check.
     */
    @Override
    public CheckResult check(History history, CheckContext context) {
        Budget budget = new Budget(context);
        budget.take(Partition.bytes(history.size(), shape));
        Partition partition = new Partition(history, shape, model);
        if (mode == Mode.SEARCH_ALL_KEYS_TOGETHER) {
            return together(history, partition, budget).withNote("algorithm: " + SEARCH_UNPARTITIONED);
        }
        Run run = new Run(history, partition, budget);
        run.onThreads(Math.min(context.parallelism(), partition.size()));
        return CheckResult.of(run.verdict()).withNote(run.algorithms());
    }

    private CheckResult together(History history, Partition partition, Budget budget) {
        Problem problem = Problem.ofParts(history, partition.allEvents(), shape, model, partition::keyOf, budget);
        if (new Search(problem, ProductTransitions.of(model, problem), budget).run()) {
            return CheckResult.of(Verdict.valid());
        }
        // Some key has no linearization by itself, which explains it best.
        budget.take(-problem.bytes());
        Run keyByKey = new Run(history, partition, budget);
        keyByKey.onThreads(Math.min(budget.context().parallelism(), partition.size()));
        Verdict verdict = keyByKey.verdict();
        if (verdict.isValid()) {
            throw new IllegalStateException("all keys together are not linearizable, though each of them is");
        }
        return CheckResult.of(verdict);
    }

    /** One check: what its threads share. */
    private final class Run {
        private final History history;
        private final Partition partition;
        private final Budget budget;
        private final int[] order;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger fast = new AtomicInteger();
        private final AtomicInteger searched = new AtomicInteger();
        private final ConcurrentLinkedQueue<Finding> findings = new ConcurrentLinkedQueue<>();

        Run(History history, Partition partition, Budget budget) {
            this.history = history;
            this.partition = partition;
            this.budget = budget;
            this.order = partition.largestFirst();
        }

        void onThreads(int threads) {
            List<Thread> others = new ArrayList<>();
            for (int i = 1; i < threads; i++) {
                Thread thread = new Thread(this::work, "linearizability-" + i);
                thread.setDaemon(true);
                thread.start();
                others.add(thread);
            }
            work();
            try {
                for (Thread thread : others) {
                    thread.join();
                }
            } catch (InterruptedException interrupted) {
                budget.settle();
                Thread.currentThread().interrupt();
                throw new CheckStoppedException("the check was interrupted");
            }
        }

        private void work() {
            for (int turn = next.getAndIncrement();
                    turn < order.length && !budget.isSettled();
                    turn = next.getAndIncrement()) {
                int key = order[turn];
                try {
                    Anomaly anomaly = judge(key);
                    if (anomaly != null) {
                        findings.add(new Finding(key, anomaly, null));
                        if (!budget.context().all()) {
                            budget.settle();
                        }
                    }
                } catch (CheckStoppedException stopped) {
                    if (!budget.isSettled()) {
                        findings.add(new Finding(key, null, stopped));
                    }
                } catch (UnjudgeableHistoryException unjudgeable) {
                    // Says nothing of the other keys: what is found there stands.
                    findings.add(new Finding(key, null, unjudgeable));
                } catch (OutOfMemoryError outOfMemory) {
                    findings.add(new Finding(key, null, CheckStoppedException.heapUsedUp()));
                } catch (RuntimeException | Error crash) {
                    findings.add(new Finding(key, null, crash));
                    budget.settle();
                }
            }
        }

        private @Nullable Anomaly judge(int key) {
            int[] events = partition.events(key);
            ValueShape read = partition.read(events);
            if (fastWay != null) {
                FastWay.Answer answer = answer(fastWay, events, read);
                if (!(answer instanceof FastWay.Answer.NotMine)) {
                    fast.incrementAndGet();
                    return answer instanceof FastWay.Answer.NotLinearizable not
                            ? explanation(key).ofFew(not.invocations())
                            : null;
                }
            }
            if (mode == Mode.NOTHING) {
                throw new UnjudgeableHistoryException(
                        "the history is not of the kind that the algorithm asked for can judge: leave --algorithm out");
            }
            searched.incrementAndGet();
            return search(key, events, read);
        }

        private FastWay.Answer answer(FastWay way, int[] events, ValueShape read) {
            long bytes = way.bytes(events.length);
            budget.take(bytes);
            try {
                return way.judge(history, events, read, budget.context());
            } finally {
                budget.take(-bytes);
            }
        }

        private @Nullable Anomaly search(int key, int[] events, ValueShape read) {
            Problem problem = Problem.of(history, events, read, model, budget);
            try {
                Search search = new Search(problem, new ModelTransitions<>(model, problem.calls), budget);
                return search.run() ? null : explanation(key).of(events, problem, search.furthest());
            } finally {
                budget.take(-problem.bytes());
            }
        }

        private Explanation<S> explanation(int key) {
            return new Explanation<>(history, model, shape, partition.key(key), budget);
        }

        String algorithms() {
            if (fastWay == null || fast.get() == 0) {
                return "algorithm: " + SEARCH;
            }
            return searched.get() == 0
                    ? "algorithm: " + fastWay.name()
                    : "algorithm: " + fastWay.name() + " for " + fast.get() + " keys, search for " + searched.get();
        }

        Verdict verdict() {
            List<Finding> inOrder = findings.stream()
                    .sorted(Comparator.comparingInt(Finding::key))
                    .toList();
            List<Anomaly> anomalies = new ArrayList<>();
            for (Finding finding : inOrder) {
                if (finding.anomaly() != null) {
                    anomalies.add(finding.anomaly());
                } else if (finding.obstacle() instanceof Error error) {
                    throw error;
                } else if (finding.obstacle() instanceof RuntimeException crash
                        && !(crash instanceof CheckStoppedException)
                        && !(crash instanceof UnjudgeableHistoryException)) {
                    throw crash;
                }
            }
            if (!anomalies.isEmpty() || inOrder.isEmpty()) {
                return Verdict.of(anomalies);
            }
            Finding first = inOrder.get(0);
            String cause = String.valueOf(
                    first.obstacle() == null ? "" : first.obstacle().getMessage());
            return Verdict.unknown(
                    partition.size() == 1
                            ? cause
                            : cause + " (key " + partition.key(first.key()) + "; " + (partition.size() - inOrder.size())
                                    + " of " + partition.size() + " keys are linearizable)");
        }
    }

    /** What came of a key: an anomaly, or what kept it from being judged. */
    private record Finding(
            int key, @Nullable Anomaly anomaly, @Nullable Throwable obstacle) {}
}
