package io.ordeal.history.cuts;

import io.ordeal.history.History;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts of histories whose readings tell of many elements at once: each element goes with a part, mostly the operation that put it
 * there, and with that out of every reading.
 */
public abstract class ReadingCuts extends OperationCuts {
    /** By element: the part that it goes with. */
    protected final Map<Object, Integer> parts = new HashMap<>();

    /** @param endsAnywhere as {@link #endsAnywhere()} */
    protected ReadingCuts(History history, boolean endsAnywhere) {
        super(history, endsAnywhere);
    }

    /** Whether an event is the completion of a reading, whose value is a collection of entries. */
    protected abstract boolean isReading(int position);

    /** The elements that a reading tells of. */
    protected abstract Collection<?> elements(int completion);

    /** The element that an entry of a reading's value tells of; by default the entry itself. */
    protected @Nullable Object element(@Nullable Object entry) {
        return entry;
    }

    /** The part that an element goes with; one of its own, beyond the operations, if nothing put it there. */
    protected final int part(Object element) {
        return parts.computeIfAbsent(element, stranger -> add(Kind.ELEMENT, -1));
    }

    @Override
    public final void within(int operation, IntConsumer into) {
        int completion = history.partner(invocation(operation));
        if (completion >= 0 && isReading(completion)) {
            for (Object element : elements(completion)) {
                into.accept(parts.getOrDefault(element, operation));
            }
        }
    }

    @Override
    protected final boolean rewrites() {
        return true;
    }

    @Override
    protected final @Nullable Object value(int position, BitSet chosen) {
        Object whole = history.value(position);
        if (!isReading(position) || !(whole instanceof Collection<?> entries)) {
            return whole;
        }
        List<@Nullable Object> left = new ArrayList<>();
        for (Object entry : entries) {
            if (chosen.get(parts.getOrDefault(element(entry), operationAt(position)))) {
                left.add(entry);
            }
        }
        return entries instanceof Set ? new LinkedHashSet<>(left) : left;
    }
}
