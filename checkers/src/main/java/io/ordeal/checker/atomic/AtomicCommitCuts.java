package io.ordeal.checker.atomic;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What may be left out of transactions over several databases: a transaction together with its id, out of all that
 * participants tell, and what it did to their balances with it. The last {@code final-read} stays, and where recovery was
 * not over by then, or participants still changed, whatever tells so.
 */
final class AtomicCommitCuts extends OperationCuts {
    private static final Set<String> NO_TRANSACTION = Set.of("read", "final-read", "recover", "session-lost");

    private final Map<Object, GlobalTransaction> transactions = new LinkedHashMap<>();

    /** By id: the part that it goes with. */
    private final Map<Object, Integer> parts = new HashMap<>();

    AtomicCommitCuts(History history) {
        super(history, false);
        List<Integer> finals = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (operationAt(i) >= 0) {
                if (history.isInvoke(i) && !NO_TRANSACTION.contains(history.f(i))) {
                    GlobalTransaction transaction = GlobalTransaction.of(history, i);
                    transactions.put(transaction.id(), transaction);
                    parts.put(transaction.id(), operationAt(i));
                } else if (isFinalRead(i)) {
                    finals.add(i);
                }
            }
        }
        if (!finals.isEmpty()) {
            rest(finals);
        }
    }

    private void rest(List<Integer> finals) {
        FinalReads reads = FinalReads.of(history, finals);
        int last = operationAt(reads.last());
        for (int operation = 0; operation < operations(); operation++) {
            if (!history.f(invocation(operation)).equals("recover")) {
                need(operation, last);
            }
        }
        reads.states()
                .values()
                .forEach(state -> state.values().forEach(each -> {
                    each.committed().forEach(this::partOf);
                    each.prepared().forEach(this::partOf);
                }));
        FinalState end = new FinalState(history, reads, transactions);
        if (end.unfinished().isPresent()) {
            unfinished(finals, reads, last);
        }
        for (ParticipantState state : reads.end().values()) {
            if (!state.balances().isEmpty()) {
                state.committed().stream().filter(id -> !hasChanges(id)).forEach(id -> need(last, partOf(id)));
            }
        }
        if (reads.end().values().stream()
                .anyMatch(state -> state.opening() == null && !state.balances().isEmpty())) {
            halfDone(reads).forEach(id -> need(last, partOf(id)));
        }
    }

    /** What tells that the end was not reached stays where the last read stays. */
    private void unfinished(List<Integer> finals, FinalReads reads, int last) {
        for (int operation = 0; operation < operations(); operation++) {
            if (history.f(invocation(operation)).equals("recover")) {
                need(last, operation);
            }
        }
        if (reads.changing()) {
            int before = finals.get(finals.size() - 2);
            need(last, operationAt(before));
            Map<String, ParticipantState> then = reads.states().getOrDefault(before, Map.of());
            for (String name : reads.end().keySet()) {
                ParticipantState one = then.get(name);
                ParticipantState other = reads.end().get(name);
                if (one != null && other != null) {
                    differing(one.committed(), other.committed()).forEach(id -> need(last, partOf(id)));
                    differing(one.prepared(), other.prepared()).forEach(id -> need(last, partOf(id)));
                }
            }
        }
    }

    private static Set<Object> differing(Set<Object> one, Set<Object> other) {
        Set<Object> all = new HashSet<>(one);
        all.addAll(other);
        all.removeIf(id -> one.contains(id) && other.contains(id));
        return all;
    }

    /** Without what the accounts were opened with, the balances of the end are all that is known of the total. */
    private static Set<Object> halfDone(FinalReads reads) {
        Set<Object> some = new HashSet<>();
        reads.end().values().forEach(state -> some.addAll(state.committed()));
        some.removeIf(id -> reads.end().values().stream()
                .allMatch(state -> state.committed().contains(id)));
        return some;
    }

    private int partOf(Object id) {
        return parts.computeIfAbsent(id, stranger -> add(Kind.ELEMENT, -1));
    }

    private boolean hasChanges(Object id) {
        GlobalTransaction transaction = transactions.get(id);
        return transaction != null && !transaction.changes().isEmpty();
    }

    private boolean isFinalRead(int i) {
        return history.f(i).equals("final-read") && history.type(i) == OpType.OK;
    }

    @Override
    public void within(int operation, IntConsumer into) {
        int completion = history.partner(invocation(operation));
        if (completion >= 0 && isFinalRead(completion)) {
            ParticipantState.read(history, completion).values().forEach(state -> {
                state.committed().forEach(id -> into.accept(partOf(id)));
                state.prepared().forEach(id -> into.accept(partOf(id)));
            });
        }
    }

    @Override
    protected boolean rewrites() {
        return true;
    }

    @Override
    protected @Nullable Object value(int position, BitSet chosen) {
        Object whole = history.value(position);
        if (!isFinalRead(position) || !(whole instanceof Map<?, ?> map)) {
            return whole;
        }
        Map<@Nullable Object, @Nullable Object> rewritten = new LinkedHashMap<>(map);
        rewritten.replaceAll((key, value) ->
                ParticipantState.name(key).equals("participants") && value instanceof Map<?, ?> participants
                        ? participants(participants, chosen)
                        : value);
        return rewritten;
    }

    private Map<?, ?> participants(Map<?, ?> participants, BitSet chosen) {
        Map<@Nullable Object, @Nullable Object> rewritten = new LinkedHashMap<>(participants);
        rewritten.replaceAll((name, state) ->
                state instanceof Map<?, ?> told ? participant(ParticipantState.name(name), told, chosen) : state);
        return rewritten;
    }

    private Map<?, ?> participant(String name, Map<?, ?> state, BitSet chosen) {
        Set<Object> gone = new HashSet<>();
        if (ParticipantState.get(state, "committed") instanceof Collection<?> committed) {
            committed.stream().filter(id -> !chosen.get(partOf(id))).forEach(gone::add);
        }
        Map<@Nullable Object, @Nullable Object> rewritten = new LinkedHashMap<>(state);
        rewritten.replaceAll((key, value) -> switch (ParticipantState.name(key)) {
            case "committed", "prepared" ->
                value instanceof Collection<?> ids
                        ? ids.stream().filter(id -> chosen.get(partOf(id))).toList()
                        : value;
            case "balances" -> value instanceof List<?> balances ? balances(name, balances, gone) : value;
            default -> value;
        });
        return rewritten;
    }

    private List<?> balances(String name, List<?> balances, Set<Object> gone) {
        List<@Nullable Object> left = new ArrayList<>(balances);
        for (Object id : gone) {
            GlobalTransaction transaction = transactions.get(id);
            if (transaction != null) {
                for (GlobalTransaction.Change change : transaction.changes()) {
                    if (change.database().equals(name)
                            && change.account() < left.size()
                            && left.get(change.account()) instanceof Long balance) {
                        left.set(change.account(), balance - change.amount());
                    }
                }
            }
        }
        return left;
    }
}
