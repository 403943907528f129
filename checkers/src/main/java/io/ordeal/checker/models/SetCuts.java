package io.ordeal.checker.models;

import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.OperationCuts;
import io.ordeal.history.cuts.PairNumbers;
import io.ordeal.history.cuts.Sources;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of a set's history. Each element is a register of its own, which an add and a remove write, and
 * {@code contains} and each read of the whole observe: so an element is left out of all reads together with its adds and
 * removes, or stays with all {@link Sources} of what the reads tell of it.
 */
final class SetCuts extends OperationCuts {
    private static final int NO_PART = -1;

    /**
     * An element.
     *
     * @param part −1 where nobody reads its set as a whole, so that it goes with its operations alone
     */
    private record Element(Object name, int part, Set<Integer> changes) {}

    private final ValueShape shape;
    private final PairNumbers numbers;
    private final Sources sources = new Sources();

    /** By the number of set and element. */
    private final Map<Integer, Element> elements = new HashMap<>();

    /** By part: the number of an element. */
    private final Map<Integer, Integer> numberOfPart = new HashMap<>();

    /** By read: what it answered. */
    private final Map<Integer, Set<Object>> answers = new HashMap<>();

    /** By set: its elements, and the operations that read it whole. */
    private final Map<Object, List<Element>> ofSet = new HashMap<>();

    private final Map<Object, List<Integer>> readsOf = new HashMap<>();

    SetCuts(History history, ValueShape shape) {
        super(history, true);
        this.shape = shape;
        numbers = new PairNumbers(history.values());
        for (int operation = 0; operation < operations(); operation++) {
            if (isOkRead(operation)) {
                readsOf.computeIfAbsent(set(operation), set -> new ArrayList<>())
                        .add(operation);
            }
        }
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) >= 0) {
                event(i);
            }
        }
    }

    private void event(int i) {
        int operation = operationAt(i);
        boolean over = history.type(i) == OpType.OK;
        if (!over && !(history.isInvoke(i) && outcome(operation) == OpType.INFO)) {
            return;
        }
        switch (history.f(i)) {
            case "add", "remove" -> {
                Element element = elementOf(operation);
                element.changes().add(operation);
                if (element.part() != NO_PART) {
                    need(operation, element.part());
                }
                int number = number(operation);
                sources.write(
                        operation,
                        number,
                        2 * number + (history.f(i).equals("add") ? 1 : 0),
                        invocation(operation),
                        over ? i : Sources.NEVER);
            }
            case "contains" -> {
                if (over) {
                    sources.observation(number(operation), told(operation), invocation(operation), i);
                }
            }
            default -> {
                if (over) {
                    long read = shape.value(history, i);
                    for (int j = 0; j < history.values().size(read); j++) {
                        element(operation, history.values().element(read, j));
                    }
                }
            }
        }
    }

    private boolean isOkRead(int operation) {
        return history.f(invocation(operation)).equals("read") && outcome(operation) == OpType.OK;
    }

    private Object set(int operation) {
        Object key = history.values().toObject(shape.key(history, invocation(operation)));
        return key == null ? Values.class : key;
    }

    private List<Integer> readsOf(int operation) {
        return readsOf.getOrDefault(set(operation), List.of());
    }

    private Element elementOf(int operation) {
        return element(operation, shape.value(history, invocation(operation)));
    }

    private Element element(int operation, long handle) {
        int number = numbers.of(shape.key(history, invocation(operation)), handle);
        Element known = elements.get(number);
        if (known == null) {
            Object name = history.values().toObject(handle);
            int part = readsOf(operation).isEmpty() ? NO_PART : add(Kind.ELEMENT, -1);
            known = new Element(name == null ? Values.class : name, part, new HashSet<>());
            elements.put(number, known);
            if (part != NO_PART) {
                numberOfPart.put(part, number);
                ofSet.computeIfAbsent(set(operation), set -> new ArrayList<>()).add(known);
            }
        }
        return known;
    }

    private int number(int operation) {
        return numbers.of(shape.key(history, invocation(operation)), shape.value(history, invocation(operation)));
    }

    /** The state of its element that a {@code contains} tells. */
    private int told(int operation) {
        Values all = history.values();
        long answer = shape.value(history, history.partner(invocation(operation)));
        return 2 * number(operation) + (all.size(answer) == 2 && all.element(answer, 1) == Values.TRUE ? 1 : 0);
    }

    @Override
    public void within(int operation, IntConsumer into) {
        switch (history.f(invocation(operation))) {
            case "add", "remove" -> {
                if (outcome(operation) != OpType.FAIL && elementOf(operation).part() != NO_PART) {
                    into.accept(elementOf(operation).part());
                }
            }
            case "read" -> {
                if (isOkRead(operation)) {
                    ofSet.getOrDefault(set(operation), List.of()).forEach(element -> into.accept(element.part()));
                }
            }
            default -> {}
        }
    }

    @Override
    public void needs(int part, IntConsumer into) {
        super.needs(part, into);
        if (part < operations()) {
            if (history.f(invocation(part)).equals("contains") && outcome(part) == OpType.OK) {
                sources.of(number(part), told(part), invocation(part), end(part), told(part) % 2 == 0, into);
            }
            return;
        }
        int number = numberOfPart.getOrDefault(part, -1);
        Element element = elements.get(number);
        if (element != null && !element.changes().isEmpty()) {
            for (int read : readsOf(element.changes().iterator().next())) {
                int state = 2 * number + (answered(read).contains(element.name()) ? 1 : 0);
                sources.of(number, state, invocation(read), end(read), state % 2 == 0, into);
            }
        }
    }

    private Set<Object> answered(int read) {
        return answers.computeIfAbsent(read, operation -> {
            long answer = shape.value(history, history.partner(invocation(operation)));
            return history.values().toObject(answer) instanceof Collection<?> all ? new HashSet<>(all) : Set.of();
        });
    }

    @Override
    protected boolean rewrites() {
        return !readsOf.isEmpty();
    }

    @Override
    protected @Nullable Object value(int position, BitSet chosen) {
        Object whole = history.value(position);
        if (!history.f(position).equals("read") || history.type(position) != OpType.OK) {
            return whole;
        }
        int operation = operationAt(position);
        if (!(history.values().toObject(shape.value(history, position)) instanceof Collection<?> read)) {
            return whole;
        }
        Set<Object> gone = new HashSet<>();
        for (Element element : ofSet.getOrDefault(set(operation), List.of())) {
            if (!chosen.get(element.part())) {
                gone.add(element.name());
            }
        }
        Collection<Object> left = read instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
        for (Object element : read) {
            if (!gone.contains(element)) {
                left.add(element);
            }
        }
        return shape == ValueShape.PAIRS && whole instanceof List<?> pair ? List.of(pair.get(0), left) : left;
    }
}
