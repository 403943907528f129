package io.ordeal.checker.txn.append;

import io.ordeal.history.History;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.PairNumbers;
import io.ordeal.history.cuts.StepCuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What may be left out of transactions that append to lists and read them: a read whenever it likes; an append together
 * with its element in every list that was read; and an element that nobody appended, out of them all. An execution that
 * explains the whole explains the rest too, at every level: the order of what is left in a list is the order that it had.
 */
final class ListCuts extends StepCuts {
    /** More than this and elements that nobody appended are looked for only once the history is smaller. */
    private static final int MOST_EVENTS = 20_000;

    private static final int NONE = -1;

    private final PairNumbers elements;

    /** By the number of key and element: the part that it goes with. */
    private int[] parts = new int[64];

    ListCuts(History history) {
        super(history, true);
        elements = new PairNumbers(history.values());
        Arrays.fill(parts, NONE);
        for (int operation = 0; operation < operations(); operation++) {
            for (int j = 0; j < steps(operation); j++) {
                if (!reads(operation, j)) {
                    set(elements.of(key(operation, j), written(operation, j)), part(operation, j));
                }
            }
        }
        if (history.size() <= MOST_EVENTS) {
            strangers();
        }
    }

    private void strangers() {
        Values values = history.values();
        for (int operation = 0; operation < operations(); operation++) {
            for (int j = 0; isOk(operation) && j < steps(operation); j++) {
                long list = reads(operation, j) ? read(operation, j) : Values.NIL;
                for (int i = 0; i < values.size(list); i++) {
                    int element = elements.of(key(operation, j), values.element(list, i));
                    if (partOf(element) == NONE) {
                        set(element, add(Kind.ELEMENT, NONE));
                    }
                }
            }
        }
    }

    private int partOf(int element) {
        return element < parts.length ? parts[element] : NONE;
    }

    private void set(int element, int part) {
        if (element >= parts.length) {
            int old = parts.length;
            parts = Arrays.copyOf(parts, 2 * element);
            Arrays.fill(parts, old, parts.length, NONE);
        }
        parts[element] = part;
    }

    /** Its micro-operations, and of what it read what nobody appended. */
    @Override
    public void within(int operation, IntConsumer into) {
        super.within(operation, into);
        Values values = history.values();
        for (int j = 0; isOk(operation) && j < steps(operation); j++) {
            long list = reads(operation, j) ? read(operation, j) : Values.NIL;
            for (int i = 0; i < values.size(list); i++) {
                int element = elements.find(key(operation, j), values.element(list, i));
                if (element >= 0 && partOf(element) >= 0) {
                    into.accept(partOf(element));
                }
            }
        }
    }

    @Override
    protected List<?> step(int operation, int i, List<?> step, BitSet chosen) {
        if (!isOk(operation) || !(step.get(2) instanceof List<?> read)) {
            return step;
        }
        long list = read(operation, i);
        List<Object> left = new ArrayList<>();
        for (int j = 0; j < read.size(); j++) {
            int element = elements.find(key(operation, i), history.values().element(list, j));
            int part = element < 0 ? NONE : partOf(element);
            if (part == NONE || chosen.get(part)) {
                left.add(read.get(j));
            }
        }
        return List.of(step.get(0), step.get(1), left);
    }
}
