package io.ordeal.checker.longfork;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who wrote which register. */
final class Writes {
    private final History history;
    private final Map<Object, Integer> invocations = new HashMap<>();
    private final Map<Object, Object> values = new HashMap<>();

    /** @throws UnjudgeableHistoryException a register is written twice, or an operation is neither a read nor a write */
    Writes(History history) {
        this.history = history;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i) || history.f(i).equals("read")) {
                continue;
            }
            if (!history.f(i).equals("write")) {
                throw new UnjudgeableHistoryException(
                        "event " + history.index(i) + ": long-fork knows :read and :write, not :" + history.f(i));
            }
            List<LongForkChecker.Step> steps =
                    history.isInvoke(i) ? LongForkChecker.Step.ofEvent(history, i, "w") : List.of();
            if (steps.size() > 1) {
                throw new UnjudgeableHistoryException("event " + history.index(i)
                        + ": expected a write of one register, [[:w k v]], found "
                        + EdnText.brief(history.value(i)) + ": what transactions that write several show is judged by"
                        + " --checker rw-register");
            }
            for (LongForkChecker.Step step : steps) {
                note(step, i);
            }
            if (history.type(i) == OpType.OK && history.value(i) != null) {
                requireSame(i);
            }
        }
    }

    /** Steps are compared, not values: a client that is a process answers {@code "w"} where {@code :w} was asked. */
    private void requireSame(int completion) {
        int invocation = history.partner(completion);
        List<LongForkChecker.Step> asked = LongForkChecker.Step.ofEvent(history, invocation, "w");
        if (!asked.equals(LongForkChecker.Step.ofEvent(history, completion, "w"))) {
            throw new UnjudgeableHistoryException("event " + history.index(completion) + ": expected a :write of "
                    + EdnText.brief(history.value(invocation))
                    + " to be completed with the same value, or none, found "
                    + EdnText.brief(history.value(completion)) + ": which of them it was can't be told");
        }
    }

    private void note(LongForkChecker.Step step, int invocation) {
        Integer before = invocations.put(step.key(), invocation);
        if (before != null) {
            throw new UnjudgeableHistoryException("event " + history.index(invocation) + ": register "
                    + EdnText.name(step.key())
                    + " is written again, after event " + history.index(before)
                    + ": which write a read has can't be told unless each is written but once");
        }
        if (step.value() == null) {
            throw new UnjudgeableHistoryException("event " + history.index(invocation) + ": register "
                    + EdnText.name(step.key())
                    + " is written nil, which is what it has before it is written: write a value");
        }
        values.put(step.key(), step.value());
    }

    /** The position of the invocation of a register's write; null if there is none. */
    @Nullable
    Integer of(Object key) {
        return invocations.get(key);
    }

    /** What is wrong with a register's value in a read, leaving other reads aside. */
    Optional<Anomaly> judge(LongForkChecker.Step step, int read) {
        Integer write = invocations.get(step.key());
        String words = "process " + history.process(read) + "'s read at event " + history.index(read) + " has "
                + EdnText.brief(step.value()) + " in register " + EdnText.name(step.key());
        if (write == null || write > read || !Objects.equals(values.get(step.key()), step.value())) {
            return Optional.of(new Anomaly(
                    AnomalyType.UNEXPECTED,
                    step.key(),
                    words + ", which nobody had begun to write",
                    List.of(history.op(history.partner(read)), history.op(read))));
        }
        if (history.outcome(write) == OpType.FAIL) {
            return Optional.of(new Anomaly(
                    AnomalyType.UNEXPECTED,
                    step.key(),
                    words + ", whose write failed",
                    List.of(write, history.partner(write), history.partner(read), read).stream()
                            .sorted()
                            .map(history::op)
                            .toList()));
        }
        return Optional.empty();
    }
}
