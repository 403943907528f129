package io.ordeal.checker.txn.verdict;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.txn.Transactions;
import io.ordeal.checker.txn.graph.Cycle;
import io.ordeal.checker.txn.graph.EdgeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells a cycle: which transactions, and why each is before the next. */
public final class CycleStory {
    /**
     * Why one transaction is before another.
     *
     * @param key the key's number, or −1
     * @param because a sentence's end, in which {@code {from}} and {@code {to}} stand for the transactions
     * @param shownBy the transactions beside these two without whose reads it does not follow
     */
    public record Reason(int key, String because, List<Integer> shownBy) {
        public Reason {
            shownBy = List.copyOf(shownBy);
        }

        /** One that follows from what the two themselves read and wrote. */
        public Reason(int key, String because) {
            this(key, because, List.of());
        }
    }

    /** Knows why transactions depend on each other by what they read and wrote. */
    @FunctionalInterface
    public interface Data {
        /** @return null if there is no such dependency */
        @Nullable
        Reason reason(int from, int to, EdgeType type);
    }

    private final Transactions transactions;
    private final Data data;

    public CycleStory(Transactions transactions, Data data) {
        this.transactions = transactions;
        this.data = data;
    }

    /**
     * Adds cycles to what was found. That a write of unknown outcome was read says that it took effect only where reads are
     * of what is committed: read uncommitted allows that its transaction was given up afterwards. So a cycle of ww through
     * it is no certain G0; it is against read committed either way, for where it is no cycle it is an aborted read.
     *
     * @return whether there was such a cycle: there may then be others of ww, without that transaction, that are not among
     *     these
     */
    public boolean addAll(Collection<Cycle> cycles, Findings findings) {
        boolean doubtful = false;
        for (Cycle cycle : cycles) {
            boolean mayBeAborted =
                    cycle.isOfWrites() && cycle.transactions().stream().anyMatch(transactions::isInfo);
            doubtful |= mayBeAborted;
            Cycle certain = mayBeAborted ? cycle.asInformationFlow() : cycle;
            findings.add(certain.type(), () -> tell(certain));
        }
        return doubtful;
    }

    /**
     * The anomaly that a cycle is. Its details have the {@code edges}, from which it can be drawn: {@code from} and {@code
     * to} by name, {@code fromIndex} and {@code toIndex}, {@code type}, {@code because}.
     */
    public Anomaly tell(Cycle cycle) {
        List<Integer> nodes = cycle.transactions();
        int size = nodes.size();
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < size; i++) {
            int t = nodes.get(i);
            words.append(i == 0 ? "Let " : i == size - 1 ? " and " : ", ")
                    .append(name(i))
                    .append(" be process ")
                    .append(transactions.process(t))
                    .append(" at index ")
                    .append(transactions.index(t));
        }
        words.append('.');
        List<Map<String, Object>> steps = new ArrayList<>();
        Set<Integer> shown = new TreeSet<>(nodes);
        for (int i = 0; i < size; i++) {
            int next = (i + 1) % size;
            EdgeType type = cycle.edges().get(i);
            Reason reason = reason(nodes.get(i), nodes.get(next), type);
            shown.addAll(reason.shownBy());
            String because = reason.because().replace("{from}", name(i)).replace("{to}", name(next));
            words.append(i == size - 1 ? " But " : i == 0 ? " Then " : " ")
                    .append(name(i))
                    .append(" < ")
                    .append(name(next))
                    .append(", because ")
                    .append(because)
                    .append(i == size - 1 ? ": a contradiction." : ".");
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("from", name(i));
            step.put("fromIndex", transactions.index(nodes.get(i)));
            step.put("to", name(next));
            step.put("toIndex", transactions.index(nodes.get(next)));
            step.put("type", type.wire());
            step.put("because", because);
            steps.add(step);
        }
        int[] some = shown.stream().mapToInt(Integer::intValue).toArray();
        return new Anomaly(
                cycle.type().wire(),
                null,
                words.toString(),
                Findings.witness(transactions, some),
                Map.of("edges", steps));
    }

    Reason reason(int from, int to, EdgeType type) {
        if (type == EdgeType.PROCESS) {
            return new Reason(-1, "process " + transactions.process(from) + " did {from} before {to}");
        }
        if (type == EdgeType.REALTIME) {
            return new Reason(
                    -1,
                    "{from} was over at index " + transactions.index(from) + ", before {to} began at index "
                            + transactions.history().index(transactions.invocation(to)));
        }
        Reason reason = data.reason(from, to, type);
        if (reason == null) {
            throw new IllegalStateException("no reason for " + type.wire() + " from the transaction at index "
                    + transactions.index(from) + " to the one at index " + transactions.index(to));
        }
        return reason;
    }

    private static String name(int i) {
        return "T" + (i + 1);
    }
}
