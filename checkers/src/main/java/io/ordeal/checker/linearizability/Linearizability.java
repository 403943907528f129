package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
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
     * <p>Keys are judged in parallel, and take turns. Without {@link CheckContext#all} one violation ends the check: the
     * same one however many threads there are.
     */
    @Override
    public CheckResult check(History history, CheckContext context) {
        Budget budget = new Budget(context);
        budget.take(Partition.bytes(history.size(), shape));
        Partition partition = new Partition(history, shape, model);
        if (mode == Mode.SEARCH_ALL_KEYS_TOGETHER) {
            return together(history, partition, budget).withNote("algorithm: " + SEARCH_UNPARTITIONED);
        }
        KeyByKey<S> keyByKey = keyByKey(history, partition, budget);
        return CheckResult.of(keyByKey.verdict()).withNote(keyByKey.algorithms());
    }

    /** Linearizability is a safety property: what has no order so far gets none by what comes. */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    private KeyByKey<S> keyByKey(History history, Partition partition, Budget budget) {
        return new KeyByKey<>(history, partition, model, shape, fastWay, mode != Mode.NOTHING, budget);
    }

    private CheckResult together(History history, Partition partition, Budget budget) {
        Problem problem = Problem.ofParts(history, partition.allEvents(), shape, model, partition::keyOf, budget);
        if (new Search(problem, ProductTransitions.of(model, problem), budget).run()) {
            return CheckResult.of(Verdict.valid());
        }
        // Some key has no linearization by itself, which explains it best.
        budget.take(-problem.bytes());
        Verdict verdict = keyByKey(history, partition, budget).verdict();
        if (verdict.isValid()) {
            throw new IllegalStateException("all keys together are not linearizable, though each of them is");
        }
        return CheckResult.of(verdict);
    }
}
