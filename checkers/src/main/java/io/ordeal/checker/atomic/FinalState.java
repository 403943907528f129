package io.ordeal.checker.atomic;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.Witness;
import io.ordeal.history.History;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the last read found, held against what clients asked for and were told. */
final class FinalState {
    private final History history;
    private final int read;
    private final Map<String, ParticipantState> participants;
    private final Map<Object, GlobalTransaction> transactions;
    private final boolean changing;
    private int acknowledged;
    private int late;

    /** Of those that were not over: what began after the read, or was acknowledged after it had begun. */
    private int unread;

    /** One of those that were not over, and are half done as far as the read goes. */
    private @Nullable GlobalTransaction pending;

    /**
     * @param finalReads the last counts
     * @param transactions by id
     */
    FinalState(History history, FinalReads finalReads, Map<Object, GlobalTransaction> transactions) {
        this.history = history;
        this.transactions = transactions;
        read = finalReads.last();
        participants = finalReads.end();
        changing = finalReads.changing();
    }

    Map<String, ParticipantState> participants() {
        return participants;
    }

    // ---- has recovery had its time?

    /** Why what is not finished proves nothing; empty if recovery has had its time, or nobody speaks of one. */
    Optional<String> unfinished() {
        if (changing) {
            return Optional.of("the participants still changed between the last two :final-reads, so that these do not"
                    + " tell the end");
        }
        Set<Object> begun = new HashSet<>();
        Set<Object> done = new HashSet<>();
        long first = Op.NO_TIME;
        boolean timed = true;
        for (int i = 0; i < read; i++) {
            if (!history.isClient(i) || !history.f(i).equals("recover")) {
                continue;
            }
            Object whose = history.value(history.isInvoke(i) ? i : history.partner(i));
            Object key = whose == null ? "" : whose;
            if (history.isInvoke(i)) {
                begun.add(key);
                done.remove(key);
                timed &= history.timeNanos(i) != Op.NO_TIME;
                first = first == Op.NO_TIME ? history.timeNanos(i) : first;
            } else if (history.type(i) == OpType.OK) {
                done.add(key);
            }
        }
        begun.removeAll(done);
        timed &= history.timeNanos(history.partner(read)) != Op.NO_TIME;
        long passed = timed ? history.timeNanos(history.partner(read)) - first : 0;
        if (begun.isEmpty() || passed >= AtomicCommitChecker.RECOVERY.toNanos()) {
            return Optional.empty();
        }
        return Optional.of("the recovery of "
                + begun.stream().map(EdnText::name).collect(Collectors.joining(", ")) + " had "
                + (timed ? passed / 1_000_000 + " ms" : "an unknown time, for the history has no :time") + ", of "
                + AtomicCommitChecker.RECOVERY.toSeconds()
                + " s, and was not done when the participants were read: what is"
                + " not finished proves nothing");
    }

    /** Why the read is not of the end; empty if nothing but what failed began or was acknowledged after it had begun. */
    Optional<String> unread() {
        return unread == 0
                ? Optional.empty()
                : Optional.of(unread + " transactions began, or were acknowledged, only after the last :final-read had"
                        + " begun, at event " + history.index(history.partner(read)) + ": of them nothing is known");
    }

    /** Why the rest of the verdict is not the whole; empty if all that the read found half done was judged. */
    Optional<String> doubt() {
        GlobalTransaction half = pending;
        return half == null
                ? Optional.empty()
                : Optional.of("the " + history.f(half.invocation()) + " " + EdnText.name(half.id())
                        + ", begun at event "
                        + history.index(half.invocation()) + ", was not over when the last read began, which finds it"
                        + " half done: how it ends is not known");
    }

    // ---- anomalies

    /** Of each transaction at most one; then of balances. What is definite even while recovery goes on comes with it. */
    List<Anomaly> anomalies() {
        List<Anomaly> found = new ArrayList<>();
        for (GlobalTransaction transaction : transactions.values()) {
            judge(transaction).ifPresent(found::add);
        }
        found.addAll(strangers());
        found.addAll(balances());
        // what is half done first: it tells most of what went wrong
        found.sort(Comparator.comparing(anomaly -> !anomaly.type().equals(AnomalyType.PARTIAL_COMMIT.wire())));
        return found;
    }

    private Optional<Anomaly> judge(GlobalTransaction transaction) {
        Set<String> committed = new LinkedHashSet<>();
        Set<String> prepared = new LinkedHashSet<>();
        Set<String> both = new LinkedHashSet<>();
        participants.forEach((name, state) -> {
            boolean stillPrepared = state.prepared().contains(transaction.id());
            if (state.committed().contains(transaction.id())) {
                committed.add(name);
                if (stillPrepared) {
                    both.add(name);
                }
            } else if (stillPrepared) {
                prepared.add(name);
            }
        });
        OpType outcome = history.outcome(transaction.invocation());
        int completion = history.partner(transaction.invocation());
        boolean isLate = completion < 0 || Math.max(transaction.invocation(), completion) > history.partner(read);
        if (outcome == OpType.OK) {
            acknowledged++;
        }
        if (isLate) {
            late++;
            if (transaction.invocation() > history.partner(read) ? outcome != OpType.FAIL : outcome == OpType.OK) {
                unread++;
            }
            if (!both.isEmpty()
                    || !prepared.isEmpty()
                    || (!committed.isEmpty() && committed.size() < participants.size())) {
                pending = transaction;
            }
            return Optional.empty();
        }
        if (!committed.isEmpty() && committed.size() < participants.size()) {
            return Optional.of(partial(transaction, committed, prepared));
        }
        if (!both.isEmpty()) {
            return Optional.of(anomaly(
                    AnomalyType.IN_DOUBT,
                    transaction,
                    "is committed on " + text(both) + ", and still prepared there too",
                    Map.of("prepared", List.copyOf(both))));
        }
        if (!prepared.isEmpty()) {
            return Optional.of(anomaly(
                    AnomalyType.IN_DOUBT,
                    transaction,
                    "is still prepared on " + text(prepared) + ", and done nowhere",
                    Map.of("prepared", List.copyOf(prepared))));
        }
        if (outcome == OpType.OK && committed.isEmpty()) {
            return Optional.of(anomaly(AnomalyType.LOST, transaction, "is done on no participant", Map.of()));
        }
        return outcome == OpType.FAIL && !committed.isEmpty()
                ? Optional.of(anomaly(AnomalyType.UNEXPECTED, transaction, "is done on " + text(committed), Map.of()))
                : Optional.empty();
    }

    private Anomaly partial(GlobalTransaction transaction, Set<String> committed, Set<String> prepared) {
        Set<String> rest = new LinkedHashSet<>(participants.keySet());
        rest.removeAll(committed);
        String others = rest.stream()
                .map(name ->
                        name + (prepared.contains(name) ? ", where it is still prepared" : ", which has nothing of it"))
                .collect(Collectors.joining(", nor on "));
        return anomaly(
                AnomalyType.PARTIAL_COMMIT,
                transaction,
                "is committed on " + text(committed) + ", but not on " + others,
                Map.of(
                        "committed", List.copyOf(committed),
                        "not-committed", List.copyOf(rest),
                        "prepared", List.copyOf(prepared)));
    }

    private Anomaly anomaly(AnomalyType type, GlobalTransaction transaction, String what, Map<String, Object> details) {
        int invocation = transaction.invocation();
        int completion = history.partner(invocation);
        String told = completion < 0 || history.outcome(invocation) == OpType.INFO
                ? "and of which it never learnt the outcome"
                : "and was told at event " + history.index(completion)
                        + (history.outcome(invocation) == OpType.OK ? " to be done" : " to have been refused");
        return new Anomaly(
                type.wire(),
                transaction.id(),
                "the " + history.f(invocation) + " " + EdnText.name(transaction.id()) + ", which process "
                        + history.process(invocation) + " began at event " + history.index(invocation) + ", " + told
                        + ", " + what + ": so the last read says, by process " + history.process(read) + " at event "
                        + history.index(read),
                new Witness(history).with(invocation, read).events(),
                details);
    }

    /** What participants have of which no client ever spoke. */
    private List<Anomaly> strangers() {
        List<Anomaly> found = new ArrayList<>();
        participants.forEach((name, state) -> {
            for (Object id : state.committed()) {
                if (!transactions.containsKey(id)) {
                    found.add(stranger(
                            AnomalyType.UNEXPECTED,
                            id,
                            name + " has done " + EdnText.name(id) + ", which nobody asked for"));
                }
            }
            for (Object id : state.prepared()) {
                if (!transactions.containsKey(id)) {
                    found.add(stranger(
                            AnomalyType.IN_DOUBT,
                            id,
                            "a transaction that " + name + " knows as " + EdnText.name(id)
                                    + " is still prepared there"));
                }
            }
        });
        return found;
    }

    private Anomaly stranger(AnomalyType type, Object id, String what) {
        return new Anomaly(
                type,
                id,
                what + ": so the last read says, by process " + history.process(read) + " at event "
                        + history.index(read),
                new Witness(history).with(read).events());
    }

    // ---- balances

    /** Each account has what it was opened with and what the transactions that are done there have left. */
    private List<Anomaly> balances() {
        List<Anomaly> found = new ArrayList<>();
        participants.forEach((name, state) -> {
            Long opening = state.opening();
            Map<Integer, Long> expected = new HashMap<>();
            for (Object id : state.committed()) {
                GlobalTransaction transaction = transactions.get(id);
                if (transaction == null || transaction.changes().isEmpty()) {
                    return;
                }
                transaction.changes().stream()
                        .filter(change -> change.database().equals(name))
                        .forEach(change -> expected.merge(change.account(), change.amount(), Long::sum));
            }
            for (int account = 0; opening != null && account < state.balances().size(); account++) {
                long should = opening + expected.getOrDefault(account, 0L);
                long is = state.balances().get(account);
                if (is != should) {
                    found.add(new Anomaly(
                            AnomalyType.WRONG_BALANCE.wire(),
                            name + "/" + account,
                            "account " + account + " of " + name + " has " + is + " in the last read, by process "
                                    + history.process(read) + " at event " + history.index(read)
                                    + ", but was opened with "
                                    + opening + " and what is committed on " + name + " leaves " + should,
                            doneOn(state),
                            Map.of()));
                }
            }
        });
        return found;
    }

    /** The last read, and all that it says is done on a participant: without one of them the sum is another. */
    private List<Op> doneOn(ParticipantState state) {
        Witness witness = new Witness(history).with(read);
        for (Object id : state.committed()) {
            GlobalTransaction transaction = transactions.get(id);
            if (transaction != null) {
                witness.with(transaction.invocation());
            }
        }
        return witness.events();
    }

    /** The position of the last read's completion. */
    int read() {
        return read;
    }

    /** With which all accounts together were opened; what they have in the end if that is not known. */
    Optional<Long> total() {
        long total = 0;
        for (ParticipantState state : participants.values()) {
            Long opening = state.opening();
            for (long balance : state.balances()) {
                total += opening == null ? balance : opening;
            }
        }
        return participants.values().stream().allMatch(state -> state.balances().isEmpty())
                ? Optional.empty()
                : Optional.of(total);
    }

    // ---- beside the verdict

    /** What was not judged. */
    Optional<String> note() {
        return late == 0
                ? Optional.empty()
                : Optional.of(late + " transactions were not over when the last read began: of them nothing is known");
    }

    /** Counts, and what it was that the reads on the way saw. */
    Map<String, Object> measurements(FracturedReads fractured) {
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("transactions", transactions.size());
        measured.put("acknowledged", acknowledged);
        measured.put("fractured-reads", fractured.count());
        return measured;
    }

    private static String text(Set<String> names) {
        return String.join(", ", names);
    }
}
