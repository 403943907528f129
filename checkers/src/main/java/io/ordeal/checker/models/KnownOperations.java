package io.ordeal.checker.models;

import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckerSpec.OpShape;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.io.EdnText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The operations that a checker knows, and which of them are completed by saying again what was asked for. A history with
 * others, or whose completions say something else, is not what the checker was made for, whatever became of these
 * operations: a write of 1 that is completed as one of 2 leaves open what was written.
 */
final class KnownOperations {
    /** What an operation's shape says of its ok value where that repeats the invocation's. */
    static final String SAME = "the same";

    private final String checker;
    private final Map<String, Boolean> repeats = new HashMap<>();
    private final String names;

    KnownOperations(String checker, List<OpShape> operations) {
        this.checker = checker;
        operations.forEach(
                operation -> repeats.put(operation.f(), operation.onOk().equals(SAME)));
        names = operations.stream().map(operation -> ":" + operation.f()).collect(Collectors.joining(", "));
    }

    /** Whether an operation is invoked with what it is to do, and so never with nothing. */
    boolean repeats(String f) {
        return repeats.getOrDefault(f, false);
    }

    /** Whether an operation that is ok tells something of the state: a read does, and a compare-and-set. */
    boolean answers(String f) {
        return !repeats(f) || f.equals("cas");
    }

    /**
     * Looks at every operation; an ok value may also be missing. O(n).
     *
     * @throws UnjudgeableHistoryException if one is unknown, or its completion contradicts its invocation
     */
    void require(History history, ValueShape shape, CheckContext context) {
        List<String> fs = history.fNames();
        boolean[] known = new boolean[fs.size()];
        boolean[] repeating = new boolean[fs.size()];
        for (int f = 0; f < known.length; f++) {
            known[f] = repeats.containsKey(fs.get(f));
            repeating[f] = repeats(fs.get(f));
        }
        IntStream all = IntStream.range(0, history.size());
        (context.parallelism() > 1 ? all.parallel() : all)
                .filter(i -> history.isClient(i)
                        && (!known[history.fNumber(i)]
                                || (history.type(i) == OpType.OK
                                        && repeating[history.fNumber(i)]
                                        && contradicts(history, i, shape))))
                .findFirst()
                .ifPresent(i -> {
                    throw known[history.fNumber(i)] ? contradiction(history, i, shape) : unknown(history, i);
                });
    }

    private UnjudgeableHistoryException unknown(History history, int i) {
        return new UnjudgeableHistoryException("event " + history.index(i) + ": " + checker + " knows " + names
                + ", not :" + history.f(i) + (history.f(i).equals("cas") ? ": --checker cas-register" : ""));
    }

    private static boolean contradicts(History history, int completion, ValueShape shape) {
        int invocation = history.partner(completion);
        if (history.valueHandle(completion) == history.valueHandle(invocation)) {
            return false;
        }
        long answered = shape.value(history, completion);
        return answered != Values.NIL && !history.values().equal(shape.value(history, invocation), answered);
    }

    private static UnjudgeableHistoryException contradiction(History history, int completion, ValueShape shape) {
        Values values = history.values();
        return new UnjudgeableHistoryException(
                "event " + history.index(completion) + ": expected :" + history.f(completion) + " of "
                        + EdnText.brief(values.toObject(shape.value(history, history.partner(completion))))
                        + " to be completed with the same value, or none, found "
                        + EdnText.brief(values.toObject(shape.value(history, completion)))
                        + ": which of them it was can't be told");
    }
}
