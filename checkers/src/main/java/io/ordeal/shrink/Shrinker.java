package io.ordeal.shrink;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Checkers;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.Cuts;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a history all that one of its anomalies can do without.
 *
 * <p><b>Guarantees</b>: what is left could have been recorded, and has an anomaly of the same type, found by the same
 * checker; none of its operations, micro-operations and elements can be left out, with what rests on it by the checker's
 * {@link Cuts}, without losing that. The same history gives the same result, unless a check reaches its time limit.
 *
 * <p><b>Cannot do</b>: find the smallest of all. Several parts that could only go together, and not by resting on each
 * other, stay.
 *
 * <p><b>Complexity</b>: one check of the whole, and one of the witness, as a rule; then some checks for each part of the
 * witness. Where the witness does not tell what it rests on, between log n and n² checks for n parts.
 *
 * <p><b>Reference</b>: Zeller &amp; Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002 (ddmin, of which
 * only complements are tried: a part of a history shows an anomaly rarely, the rest of it often). Of probabilistic delta
 * debugging (Wang et al., ESEC/FSE 2021) nothing is taken: the witness is a better guess than chance, and what it leaves
 * is a few dozen parts.
 */
public final class Shrinker {
    private final Checker checker;
    private final Duration limit;
    private final Consumer<String> listener;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<@Nullable CheckContext> current = new AtomicReference<>();

    private int checks;
    private String type = "";
    private Best best = Best.NONE;

    /** What is known to show the anomaly. */
    private record Best(History history, CheckResult result) {
        static final Best NONE =
                new Best(new io.ordeal.history.HistoryBuilder().build(), CheckResult.of(Verdict.unknown("not begun")));
    }

    /**
     * A shrinker, for one use.
     *
     * @param limit how long each check may take; one that takes longer shows nothing
     * @param listener is told, in a few words, how far it has got
     */
    public Shrinker(Checker checker, Duration limit, Consumer<String> listener) {
        this.checker = checker;
        this.limit = limit;
        this.listener = listener;
    }

    /** Ends it early: what was reached is the result. From any thread. */
    public void stop() {
        stopped.set(true);
        CheckContext context = current.get();
        if (context != null) {
            context.cancel();
        }
    }

    /**
     * Shrinks a history.
     *
     * @param whole with its verdict
     * @param wanted the type of the anomaly that must stay
     * @throws IllegalArgumentException if the verdict has no anomaly of that type
     */
    public Shrunk shrink(History whole, CheckResult verdict, String wanted) {
        type = wanted;
        best = new Best(whole, verdict);
        if (anomaly(verdict).isEmpty()) {
            throw new IllegalArgumentException("the verdict has no anomaly of type " + wanted);
        }
        History clients = whole.select(whole::isClient);
        if (clients.size() < whole.size()) {
            accept(clients);
        }
        boolean first = true;
        Sizes sizes = null;
        Cuts cuts = checker.cuts(best.history());
        for (boolean smaller = true; smaller && !stopped.get(); first = false) {
            sizes = sizes == null ? Sizes.of(cuts) : sizes;
            int before = cuts.size();
            boolean ended = !first && end(cuts);
            cuts = ended ? checker.cuts(best.history()) : cuts;
            shrink(cuts);
            cuts = checker.cuts(best.history());
            smaller = ended || cuts.size() < before || first;
        }
        return new Shrunk(
                best.history(),
                best.result(),
                anomaly(best.result()).orElseThrow(),
                LeftOut.of(whole, sizes == null ? Sizes.of(cuts) : sizes, best.history(), Sizes.of(cuts)),
                checks,
                !stopped.get());
    }

    /** Ends the history with the witness' last answer, or with its last event. */
    private boolean end(Cuts cuts) {
        History history = best.history();
        int answered = -1;
        int last = -1;
        for (Op op : anomaly(best.result()).orElseThrow().witness()) {
            int position = position(history, op.index());
            answered = op.type() == OpType.OK ? Math.max(answered, position) : answered;
            last = Math.max(last, position);
        }
        return cuts.endsAnywhere() && (endsAfter(history, answered) || endsAfter(history, last));
    }

    private boolean endsAfter(History history, int position) {
        return position >= 0 && position + 1 < history.size() && accept(history.prefix(position + 1));
    }

    /**
     * One round: the witness alone, or with what it needs, if that is less than all and shows it; else as little of all as
     * will do. What a witness leaves is small, and has cuts of its own, so that nothing is tried on the whole.
     */
    private void shrink(Cuts cuts) {
        BitSet witness = witness(cuts);
        if (!accept(Choice.within(cuts, witness), cuts) && !accept(Choice.withNeeds(cuts, witness), cuts)) {
            delete(Choice.all(cuts));
        }
    }

    private boolean accept(Choice choice, Cuts of) {
        return choice.size() > 0 && choice.size() < of.size() && choice.keepsReason() && accept(choice.history());
    }

    private BitSet witness(Cuts cuts) {
        BitSet witness = new BitSet();
        for (Op op : anomaly(best.result()).orElseThrow().witness()) {
            int position = position(best.history(), op.index());
            if (position >= 0 && best.history().isClient(position)) {
                int operation = cuts.operationAt(position);
                witness.set(operation);
                cuts.within(operation, witness::set);
            }
        }
        return witness;
    }

    private static int position(History history, int index) {
        int low = 0;
        int high = history.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int there = history.index(middle);
            if (there == index) {
                return middle;
            }
            if (there < index) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Takes pieces away while the anomaly stays, first large ones, in the end single parts, until none can go. */
    private void delete(Choice choice) {
        int[] left = choice.left();
        int piece = Math.max(1, left.length / 2);
        while (!stopped.get()) {
            boolean any = false;
            for (int from = 0; from < left.length && !stopped.get(); ) {
                BitSet fewer = choice.without(left, from, Math.min(left.length, from + piece));
                if (!fewer.isEmpty() && accept(choice, fewer)) {
                    any = true;
                    choice.become(fewer);
                    left = choice.left();
                } else {
                    from += piece;
                }
            }
            if (piece == 1 && !any) {
                return;
            }
            piece = Math.max(1, piece / 2);
        }
    }

    private boolean accept(Choice choice, BitSet fewer) {
        listener.accept(best.history().size() / 2 + " operations, " + checks + " checks");
        return choice.keepsReason(fewer) && accept(choice.history(fewer));
    }

    /** Whether a smaller history shows the anomaly: then it is the best. */
    private boolean accept(History smaller) {
        if (stopped.get()) {
            return false;
        }
        checks++;
        CheckContext context = CheckContext.withTimeLimit(limit).withParallelism(1);
        current.set(context);
        CheckResult result = Checkers.judge(checker, smaller, context);
        if (anomaly(result).isEmpty()) {
            return false;
        }
        best = new Best(smaller, result);
        return true;
    }

    private Optional<Anomaly> anomaly(CheckResult result) {
        return result.verdict().anomaliesOrNone().stream()
                .filter(anomaly -> anomaly.type().equals(type))
                .findFirst();
    }
}
