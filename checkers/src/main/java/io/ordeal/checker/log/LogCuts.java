package io.ordeal.checker.log;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of logs: an append together with its element, out of every read, as if it had never been; and any
 * read, for each is judged by itself and what was known when it was asked for, and the fewer there are, the less is known.
 */
final class LogCuts extends OperationCuts {
    /** By log and element: the part that it goes with. */
    private final Map<List<@Nullable Object>, Integer> parts = new HashMap<>();

    LogCuts(History history) {
        super(history, true);
        for (int operation = 0; operation < operations(); operation++) {
            int i = invocation(operation);
            if (history.f(i).equals("append") && history.value(i) instanceof List<?> asked && asked.size() == 2) {
                parts.put(Arrays.asList(asked.get(0), asked.get(1)), operation);
            }
        }
        for (int i = 0; i < history.size(); i++) {
            if (isOkRead(i)) {
                entries(i, (entry, place) -> parts.computeIfAbsent(place, stranger -> add(Kind.ELEMENT, -1)));
            }
        }
    }

    private boolean isOkRead(int i) {
        return operationAt(i) >= 0
                && history.type(i) == OpType.OK
                && history.f(i).startsWith("read");
    }

    /** The entries that a reading tells of, each with the part that its element is. */
    private void entries(int read, BiConsumer<List<?>, List<@Nullable Object>> into) {
        if (history.value(read) instanceof List<?> told && told.size() == 3 && told.get(2) instanceof List<?> entries) {
            entries.forEach(each -> {
                if (each instanceof List<?> entry && entry.size() == 2) {
                    into.accept(entry, Arrays.asList(told.get(0), entry.get(1)));
                }
            });
        }
    }

    @Override
    public void within(int operation, IntConsumer into) {
        int completion = history.partner(invocation(operation));
        if (completion >= 0 && isOkRead(completion)) {
            entries(completion, (entry, place) -> into.accept(parts.getOrDefault(place, operation)));
        }
    }

    @Override
    protected boolean rewrites() {
        return true;
    }

    @Override
    protected @Nullable Object value(int position, BitSet chosen) {
        if (!isOkRead(position) || !(history.value(position) instanceof List<?> told) || told.size() != 3) {
            return history.value(position);
        }
        List<Object> left = new ArrayList<>();
        entries(position, (entry, place) -> {
            if (chosen.get(parts.getOrDefault(place, operationAt(position)))) {
                left.add(entry);
            }
        });
        return Arrays.asList(told.get(0), told.get(1), left);
    }
}
