package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.history.io.EdnText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several registers, read and written by transactions that are single steps: {@code [[:read :x nil] [:write :y 2]]}. A
 * transaction sees its own writes.
 */
public final class MultiRegisterModel implements Model<Map<Object, Object>> {
    private final Map<Object, Object> initial;

    /** @param initial what the registers hold at first; those that it does not name hold nil */
    public MultiRegisterModel(Map<?, ?> initial) {
        Map<Object, Object> given = new HashMap<>();
        initial.forEach((register, value) -> {
            if (value != null) {
                given.put(register, value);
            }
        });
        this.initial = given;
    }

    @Override
    public Map<Object, Object> initial() {
        return initial;
    }

    @Override
    public @Nullable Map<Object, Object> step(Map<Object, Object> registers, Call call) {
        Map<Object, Object> after = registers;
        for (Object step : transaction(call, call.known() ? call.output() : call.input())) {
            List<?> parts = microOperation(call, step);
            Object register = parts.get(1);
            Object value = parts.get(2);
            if (isRead(call, parts)) {
                if (call.known() && !Objects.equals(after.get(register), value)) {
                    return null;
                }
                continue;
            }
            if (after == registers) {
                after = new HashMap<>(registers);
            }
            if (value == null) {
                after.remove(register);
            } else {
                after.put(register, value);
            }
        }
        return after;
    }

    /** @throws UnjudgeableHistoryException if a call whose output is known was answered for something else */
    static void requireAnswer(Call call) {
        List<?> asked = transaction(call, call.input());
        List<?> answered = transaction(call, call.output());
        if (answered.size() != asked.size()) {
            throw contradiction(call);
        }
        for (int i = 0; i < asked.size(); i++) {
            if (!isAnswer(call, microOperation(call, answered.get(i)), microOperation(call, asked.get(i)))) {
                throw contradiction(call);
            }
        }
    }

    @Override
    public boolean readsOnly(Call call) {
        return transaction(call, call.input()).stream().allMatch(step -> isRead(call, microOperation(call, step)));
    }

    private static List<?> transaction(Call call, @Nullable Object value) {
        if (value instanceof List<?> steps) {
            return steps;
        }
        throw unknown(call, value);
    }

    private static List<?> microOperation(Call call, @Nullable Object step) {
        if (step instanceof List<?> parts && parts.size() == 3 && parts.get(1) != null) {
            return parts;
        }
        throw unknown(call, step);
    }

    private static boolean isRead(Call call, List<?> parts) {
        String name = String.valueOf(parts.get(0));
        return switch (name.startsWith(":") ? name.substring(1) : name) {
            case "read", "r" -> true;
            case "write", "w" -> false;
            default -> throw unknown(call, parts);
        };
    }

    /** Whether a completed step does what was asked for: a read of that register, or a write of that value to it. */
    private static boolean isAnswer(Call call, List<?> done, List<?> asked) {
        boolean reads = isRead(call, asked);
        return isRead(call, done) == reads
                && Objects.equals(done.get(1), asked.get(1))
                && (reads || Objects.equals(done.get(2), asked.get(2)));
    }

    private static UnjudgeableHistoryException contradiction(Call call) {
        return new UnjudgeableHistoryException("expected :" + call.f() + " " + EdnText.brief(call.input())
                + " to be completed with the same steps, their reads' values filled in, found "
                + EdnText.brief(call.output()));
    }

    private static UnjudgeableHistoryException unknown(Call call, @Nullable Object found) {
        return new UnjudgeableHistoryException(
                "a multi-register knows transactions of [:read register value] and" + " [:write register value], not "
                        + EdnText.brief(found) + " in :" + call.f() + " " + EdnText.brief(call.input()));
    }

    @Override
    public String noun() {
        return "registers";
    }

    @Override
    public String describe(Map<Object, Object> registers) {
        return "hold " + EdnText.brief(registers);
    }

    @Override
    public String describe(Call call) {
        return call.f() + " " + EdnText.brief(call.known() ? call.output() : call.input());
    }
}
