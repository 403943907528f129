package io.ordeal.report;

import io.ordeal.checker.Anomaly;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A cycle of transactions, before it is drawn: each would have to come before the next, and the last before the first.
 *
 * <p>Read from an anomaly's details: {@code edges}, each with {@code from} and {@code to} (names, as the explanation has
 * them), {@code fromIndex} and {@code toIndex} (of the transactions' last events), {@code type} and {@code because}.
 *
 * @param transactions in the order of the cycle
 * @param dependencies of each one on the next: {@code ww}, {@code wr}, {@code rw}, {@code process}, {@code realtime}
 */
record CyclePicture(List<Transaction> transactions, List<String> dependencies) {
    /** The detail that holds the dependencies. */
    static final String EDGES = "edges";

    /** A cycle that is longer is no picture any more; the sentences and the details have all of it. */
    private static final int MOST_TRANSACTIONS = 12;

    /** Elements of a list that are shown, before its middle is left out. */
    private static final int MOST_ELEMENTS = 10;

    private static final int AT_BEGIN = 2;
    private static final int AT_END = 6;

    /**
     * One of the cycle.
     *
     * @param name as in the explanation
     * @param process −1 if the witness has not its event
     * @param operations its micro-operations in words
     */
    record Transaction(String name, int process, long index, String operations) {
        /** Who did it, and where to find it. */
        String title() {
            return name + (process < 0 ? "" : "  p" + process) + "  index " + index;
        }
    }

    /** The cycle that an anomaly's details tell; empty if they tell none. */
    static Optional<CyclePicture> of(Anomaly anomaly) {
        if (!(anomaly.details().get(EDGES) instanceof List<?> steps)
                || steps.isEmpty()
                || steps.size() > MOST_TRANSACTIONS) {
            return Optional.empty();
        }
        List<Transaction> transactions = new ArrayList<>();
        List<String> dependencies = new ArrayList<>();
        for (Object step : steps) {
            if (!(step instanceof Map<?, ?> edge) || !(edge.get("fromIndex") instanceof Number index)) {
                return Optional.empty();
            }
            transactions.add(transaction(anomaly, String.valueOf(edge.get("from")), index.longValue()));
            dependencies.add(String.valueOf(edge.get("type")));
        }
        return Optional.of(new CyclePicture(List.copyOf(transactions), List.copyOf(dependencies)));
    }

    private static Transaction transaction(Anomaly anomaly, String name, long index) {
        for (Op op : anomaly.witness()) {
            if (op.index() == index && op.isClient()) {
                return new Transaction(name, op.process(), index, operations(op));
            }
        }
        return new Transaction(name, -1, index, "");
    }

    private static String operations(Op op) {
        String text = op.value() instanceof Collection<?> micros ? micros(micros) : ValueText.plain(op.value());
        return text + (op.type() == OpType.OK ? "" : "  (of unknown outcome)");
    }

    private static String micros(Collection<?> micros) {
        StringJoiner all = new StringJoiner("  ");
        for (Object micro : micros) {
            all.add(micro instanceof List<?> parts ? micro(parts) : ValueText.print(micro));
        }
        return all.toString();
    }

    /** As the history has it, but that what is done stands without quotes. */
    private static String micro(List<?> parts) {
        StringJoiner words = new StringJoiner(" ", "[", "]");
        for (int i = 0; i < parts.size(); i++) {
            @Nullable Object part = parts.get(i);
            words.add(i == 0 ? ValueText.plain(part) : shortened(part));
        }
        return words.toString();
    }

    /** Of a long list its two ends: what transactions disagree on is what was appended last. */
    private static String shortened(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.size() <= MOST_ELEMENTS) {
            return ValueText.print(value);
        }
        StringJoiner elements = new StringJoiner(" ", "[", "]");
        list.subList(0, AT_BEGIN).forEach(element -> elements.add(ValueText.print(element)));
        elements.add("…");
        list.subList(list.size() - AT_END, list.size()).forEach(element -> elements.add(ValueText.print(element)));
        return elements + " (" + list.size() + ")";
    }
}
