package io.ordeal.checker.linearizability;

import io.ordeal.checker.CheckContext;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who could have produced which value of one of several registers that transactions read and write. It finds violations
 * only: all else is for the search.
 *
 * <ul>
 *   <li>A transaction reads what it wrote itself before, or, having read or written nothing, what some transaction, of
 *       whatever outcome, that was invoked before the reading one completed left there: its last write of the register.
 *   <li>What it has read it reads again.
 * </ul>
 *
 * <p>Complexity: O(n).
 */
public final class TransactionProducers implements FastWay {
    /** As it is named in verdicts. */
    public static final String NAME = "producers";

    private final Map<Object, Object> initial;

    /** @param initial what the registers hold at first; those that it does not name hold nil */
    public TransactionProducers(Map<?, ?> initial) {
        this.initial = new HashMap<>(initial);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long bytes(int events) {
        return 400L * events;
    }

    private record Cell(Object register, @Nullable Object value) {}

    private record Step(
            boolean reads, Object register, @Nullable Object value) {}

    @Override
    public Answer judge(History history, int[] events, ValueShape shape, CheckContext context) {
        Set<Cell> producible = new HashSet<>();
        for (int i = 0; i < events.length; i++) {
            if (i % (1 << 12) == 0) {
                context.checkpoint();
            }
            int event = events[i];
            boolean begins = history.isInvoke(event);
            List<Step> steps = steps(history.values(), shape.value(history, event));
            List<Step> asked = begins ? steps : steps(history.values(), shape.value(history, history.partner(event)));
            if (steps == null || asked == null || !isAnswer(steps, asked)) {
                // For the model to say what is wrong with it.
                return new Answer.NotMine();
            }
            if (begins) {
                leaves(steps).forEach((register, value) -> producible.add(new Cell(register, value)));
            } else if (history.type(event) == OpType.OK && !isPossible(steps, producible)) {
                return new Answer.NotLinearizable(new int[] {history.partner(event)});
            }
        }
        return new Answer.NotMine();
    }

    /** Whether a completion says again what was asked for, but for what was read. */
    private static boolean isAnswer(List<Step> done, List<Step> asked) {
        boolean same = done.size() == asked.size();
        for (int i = 0; same && i < done.size(); i++) {
            Step one = done.get(i);
            Step other = asked.get(i);
            same = one.reads() == other.reads()
                    && one.register().equals(other.register())
                    && (one.reads() || Objects.equals(one.value(), other.value()));
        }
        return same;
    }

    /** What a transaction leaves in the registers that it writes. */
    private static Map<Object, @Nullable Object> leaves(List<Step> steps) {
        Map<Object, @Nullable Object> left = new HashMap<>();
        for (Step step : steps) {
            if (!step.reads()) {
                left.put(step.register(), step.value());
            }
        }
        return left;
    }

    private boolean isPossible(List<Step> steps, Set<Cell> producible) {
        Map<Object, @Nullable Object> held = new HashMap<>();
        for (Step step : steps) {
            if (step.reads()) {
                boolean isPossible = held.containsKey(step.register())
                        ? Objects.equals(held.get(step.register()), step.value())
                        : Objects.equals(initial.get(step.register()), step.value())
                                || producible.contains(new Cell(step.register(), step.value()));
                if (!isPossible) {
                    return false;
                }
            }
            held.put(step.register(), step.value());
        }
        return true;
    }

    /** The steps of a transaction; null if it is none that the model knows. */
    private static @Nullable List<Step> steps(Values values, long transaction) {
        if (values.kind(transaction) != Values.Kind.LIST) {
            return null;
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < values.size(transaction); i++) {
            long step = values.element(transaction, i);
            if (values.kind(step) != Values.Kind.LIST || values.size(step) != 3) {
                return null;
            }
            int name = Values.textNumber(values.element(step, 0));
            boolean reads = name >= 0 && (name == values.findText("r") || name == values.findText("read"));
            boolean writes = name >= 0 && (name == values.findText("w") || name == values.findText("write"));
            Object register = values.toObject(values.element(step, 1));
            if (register == null || (!reads && !writes)) {
                return null;
            }
            steps.add(new Step(reads, register, values.toObject(values.element(step, 2))));
        }
        return steps;
    }
}
