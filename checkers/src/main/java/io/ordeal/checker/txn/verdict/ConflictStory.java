package io.ordeal.checker.txn.verdict;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.graph.WriteConflict;
import io.ordeal.checker.txn.graph.WriteConflict.Forced;
import io.ordeal.checker.txn.graph.WriteConflict.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;

/**
 * Tells why writes whose order nobody read have none: of two transactions that wrote a key, why the one was first, and why
 * the other was.
 */
public final class ConflictStory {
    /** There is no cycle by which other levels could be blamed. */
    private static final String TYPE = AnomalyType.NO_COMMIT_ORDER.wire();

    /** Steps that are told at most: nobody follows more. */
    private static final int MOST_TOLD = 40;

    private final Transactions transactions;
    private final CycleStory story;
    private final IntBinaryOperator keyOfBoth;
    private final IntFunction<List<Integer>> readersOf;
    private final Map<Integer, String> names = new LinkedHashMap<>();
    private final Set<Integer> shown = new TreeSet<>();

    /**
     * @param keyOfBoth the number of a key to which two transactions wrote in an order that nobody read
     * @param readersOf whose reads show what is known of the order of a transaction's writes
     */
    public ConflictStory(
            Transactions transactions,
            CycleStory story,
            IntBinaryOperator keyOfBoth,
            IntFunction<List<Integer>> readersOf) {
        this.transactions = transactions;
        this.story = story;
        this.keyOfBoth = keyOfBoth;
        this.readersOf = readersOf;
    }

    /**
     * The anomaly that a conflict is. Its details have the {@code level}, and the {@code edges} of the proof as a cycle's.
     *
     * @param level by its name
     */
    public Anomaly tell(WriteConflict conflict, String level) {
        conflict.transactions().forEach(this::name);
        StringBuilder words = new StringBuilder();
        names.forEach((transaction, name) -> words.append(words.isEmpty() ? "Let " : ", ")
                .append(name)
                .append(" be process ")
                .append(transactions.process(transaction))
                .append(" at index ")
                .append(transactions.index(transaction)));
        words.append(". At ")
                .append(level)
                .append(", of two transactions that write one key, one commits before the other takes its snapshot.");
        List<Map<String, Object>> edges = new ArrayList<>();
        List<Forced> proof = conflict.proof();
        if (proof.isEmpty()) {
            words.append(" Each order of their writes that nobody read was tried: none explains what these ")
                    .append(names.size())
                    .append(" transactions read.");
            conflict.transactions().forEach(t -> shown.addAll(readersOf.apply(t)));
        }
        for (int i = 0; i < proof.size() && edges.size() < MOST_TOLD; i++) {
            tell(proof.get(i), i == proof.size() - 1, words, edges);
        }
        shown.addAll(names.keySet());
        int[] some = shown.stream().mapToInt(Integer::intValue).toArray();
        return new Anomaly(
                TYPE,
                proof.isEmpty() ? null : keyName(proof.get(proof.size() - 1)),
                words.toString(),
                Findings.witness(transactions, some),
                Map.of("edges", edges, "level", level));
    }

    private void tell(Forced forced, boolean last, StringBuilder words, List<Map<String, Object>> edges) {
        words.append(last ? " But of " : " Of ")
                .append(name(forced.first()))
                .append(" and ")
                .append(name(forced.second()))
                .append(", which both wrote ")
                .append(keyName(forced))
                .append(", ")
                .append(name(forced.first()))
                .append(" is the first: ");
        for (int i = 0; i < forced.because().size(); i++) {
            Step step = forced.because().get(i);
            String because = because(step);
            words.append(i == 0 ? "" : "; ")
                    .append(name(step.from()))
                    .append(" < ")
                    .append(name(step.to()))
                    .append(", because ")
                    .append(because);
            Map<String, Object> edge = new LinkedHashMap<>();
            edge.put("from", name(step.from()));
            edge.put("fromIndex", transactions.index(step.from()));
            edge.put("to", name(step.to()));
            edge.put("toIndex", transactions.index(step.to()));
            edge.put("type", step.type().wire());
            edge.put("because", because);
            edges.add(edge);
        }
        words.append(last ? ": a contradiction." : ".");
    }

    private String because(Step step) {
        if (step.forced()) {
            return "it is the first of the two, as was said";
        }
        CycleStory.Reason reason = story.reason(step.from(), step.to(), step.type());
        shown.addAll(reason.shownBy());
        return reason.because().replace("{from}", name(step.from())).replace("{to}", name(step.to()));
    }

    private Object keyName(Forced forced) {
        Object name = transactions.keyName(keyOfBoth.applyAsInt(forced.first(), forced.second()));
        return name == null ? "nil" : name;
    }

    private String name(int transaction) {
        return names.computeIfAbsent(transaction, unused -> "T" + (names.size() + 1));
    }
}
