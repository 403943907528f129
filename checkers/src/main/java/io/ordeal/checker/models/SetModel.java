package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set: {@code add x}, {@code remove x}, {@code contains x} which answers {@code [x true]} or {@code [x false]}, and
 * {@code read} which answers all elements.
 */
public final class SetModel implements Model<Set<Object>> {
    @Override
    public Set<Object> initial() {
        return Set.of();
    }

    @Override
    public @Nullable Set<Object> step(Set<Object> elements, Call call) {
        return switch (call.f()) {
            case "add" -> with(elements, element(call), true);
            case "remove" -> with(elements, element(call), false);
            case "contains" -> {
                Object element = element(call);
                if (call.known()
                        && !List.of(element, true).equals(call.output())
                        && !List.of(element, false).equals(call.output())) {
                    throw unknown(call);
                }
                yield !call.known()
                                || List.of(element, elements.contains(element)).equals(call.output())
                        ? elements
                        : null;
            }
            case "read" -> {
                if (!call.known()) {
                    yield elements;
                }
                if (!(call.output() instanceof Collection<?> read)) {
                    throw unknown(call);
                }
                // A list with an element twice is not what a set holds.
                yield read.size() == elements.size() && elements.equals(new HashSet<>(read)) ? elements : null;
            }
            default -> throw unknown(call);
        };
    }

    private static Set<Object> with(Set<Object> elements, Object element, boolean present) {
        if (elements.contains(element) == present) {
            return elements;
        }
        Set<Object> changed = new HashSet<>(elements);
        if (present) {
            changed.add(element);
        } else {
            changed.remove(element);
        }
        return changed;
    }

    private static Object element(Call call) {
        if (call.input() == null) {
            throw unknown(call);
        }
        return call.input();
    }

    private static UnjudgeableHistoryException unknown(Call call) {
        return new UnjudgeableHistoryException(
                "a linearizable-set knows :add x, :remove x, :contains x (answer [x true]"
                        + " or [x false]) and :read (answer: all elements), not :" + call.f() + " " + call.input()
                        + " -> "
                        + call.output());
    }

    @Override
    public boolean readsOnly(Call call) {
        return call.f().equals("read") || call.f().equals("contains");
    }

    @Override
    public String noun() {
        return "set";
    }

    @Override
    public String describe(Set<Object> elements) {
        return "holds " + elements;
    }
}
