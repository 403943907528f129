package io.ordeal.checker.sets;

import io.ordeal.history.History;
import io.ordeal.history.Keyword;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of guarded sets: an add together with its element, out of every read; and every read but the last of
 * a set. That one stays: no other was promised to have all.
 */
final class GuardedSetCuts extends OperationCuts {
    /** By lock and element: the part that it goes with. */
    private final Map<List<@Nullable Object>, Integer> parts = new HashMap<>();

    GuardedSetCuts(History history) {
        super(history, false);
        Map<Object, Integer> lasts = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) < 0) {
                continue;
            }
            if (history.isInvoke(i) && history.f(i).equals("add")) {
                SetValue add = SetValue.ofAdd(history, i);
                parts.put(Arrays.asList(add.lock(), add.element()), operationAt(i));
            } else if (isOkRead(i)) {
                lasts.put(Arrays.asList(lock(i)), operationAt(i));
            }
        }
        for (int operation = 0; operation < operations(); operation++) {
            int i = invocation(operation);
            Integer last = lasts.get(Arrays.asList(
                    history.f(i).equals("add")
                            ? SetValue.ofAdd(history, i).lock()
                            : outcome(operation) == OpType.OK && history.f(i).equals("read")
                                    ? lock(history.partner(i))
                                    : GuardedSetCuts.class));
            if (last != null) {
                need(operation, last);
            }
        }
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) >= 0 && isOkRead(i)) {
                Object lock = lock(i);
                for (Object element : SetValue.elements(history, i)) {
                    parts.computeIfAbsent(Arrays.asList(lock, element), stranger -> add(Kind.ELEMENT, -1));
                }
            }
        }
    }

    private boolean isOkRead(int i) {
        return history.f(i).equals("read") && history.type(i) == OpType.OK;
    }

    private @Nullable Object lock(int read) {
        return SetValue.ofRead(history, read).lock();
    }

    @Override
    public void within(int operation, IntConsumer into) {
        int completion = history.partner(invocation(operation));
        if (completion >= 0 && isOkRead(completion)) {
            Object lock = lock(completion);
            for (Object element : SetValue.elements(history, completion)) {
                Integer part = parts.get(Arrays.asList(lock, element));
                if (part != null) {
                    into.accept(part);
                }
            }
        }
    }

    @Override
    protected boolean rewrites() {
        return true;
    }

    @Override
    protected @Nullable Object value(int position, BitSet chosen) {
        Object whole = history.value(position);
        if (!isOkRead(position)) {
            return whole;
        }
        Object lock = lock(position);
        Collection<?> read = SetValue.elements(history, position);
        Collection<@Nullable Object> left = read instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
        for (Object element : read) {
            Integer part = parts.get(Arrays.asList(lock, element));
            if (part == null || chosen.get(part)) {
                left.add(element);
            }
        }
        if (!(whole instanceof Map<?, ?> map)) {
            return left;
        }
        Map<@Nullable Object, @Nullable Object> rewritten = new LinkedHashMap<>(map);
        rewritten.replaceAll(
                (key, value) -> "elements".equals(key) || Keyword.of("elements").equals(key) ? left : value);
        return rewritten;
    }
}
