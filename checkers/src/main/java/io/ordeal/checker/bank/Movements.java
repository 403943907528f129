package io.ordeal.checker.bank;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What transfers have left on each account, followed along a history: what is sure, because it was acknowledged; what is
 * under way; and what may have been done, or may yet be, because nobody learnt of its outcome. All positions are those of
 * the history's events, and are told in their order.
 */
final class Movements {
    private final History history;
    private final Map<String, Long> sure;
    private final Map<String, PossibleSums> unknown = new HashMap<>();

    /** Invocations of those that will be ok, and are not yet. */
    private final Set<Integer> open = new LinkedHashSet<>();

    /** Invocations of all that are, or will be, ok, in their order. */
    private final List<Integer> asked = new ArrayList<>();

    private final Map<Integer, Balances.Transfer> transfers = new HashMap<>();

    Movements(History history, Map<String, Long> opened) {
        this.history = history;
        this.sure = new HashMap<>(opened);
    }

    /** What was known when a read began. */
    record Before(Map<String, Long> sure, Set<Integer> open, int asked) {}

    /** A transfer begins; one that is to fail moves nothing. */
    void begins(int invocation) {
        Balances.Transfer transfer = Balances.Transfer.of(history, invocation);
        if (transfer.from().equals(transfer.to()) || history.outcome(invocation) == OpType.FAIL) {
            return;
        }
        if (history.outcome(invocation) == OpType.OK) {
            transfers.put(invocation, transfer);
            open.add(invocation);
            asked.add(invocation);
        } else {
            add(transfer, unknown);
        }
    }

    /** A transfer was acknowledged. */
    void ends(int invocation) {
        if (open.remove(invocation)) {
            Balances.Transfer transfer = transferAt(invocation);
            sure.computeIfPresent(transfer.from(), (account, balance) -> balance - transfer.amount());
            sure.computeIfPresent(transfer.to(), (account, balance) -> balance + transfer.amount());
        }
    }

    /** Costs time in proportion to the accounts and to the transfers that are under way. */
    Before now() {
        return new Before(Map.copyOf(sure), Set.copyOf(open), asked.size());
    }

    /** What a read may find that began then and ends now. */
    Possible since(Before before) {
        Map<String, PossibleSums> meanwhile = new HashMap<>();
        before.open().forEach(invocation -> add(transferAt(invocation), meanwhile));
        asked.subList(before.asked(), asked.size()).forEach(invocation -> add(transferAt(invocation), meanwhile));
        return new Possible(before.sure(), meanwhile, unknown);
    }

    private Balances.Transfer transferAt(int invocation) {
        return transfers.computeIfAbsent(invocation, i -> Balances.Transfer.of(history, i));
    }

    private static void add(Balances.Transfer transfer, Map<String, PossibleSums> to) {
        to.computeIfAbsent(transfer.from(), account -> new PossibleSums()).add(-transfer.amount());
        to.computeIfAbsent(transfer.to(), account -> new PossibleSums()).add(transfer.amount());
    }

    /**
     * What each account may have in a read: what is sure, and any of what was under way meanwhile or is of unknown
     * outcome.
     */
    record Possible(Map<String, Long> sure, Map<String, PossibleSums> meanwhile, Map<String, PossibleSums> unknown) {
        /** True of an account that was never opened: nothing is known of it. */
        boolean has(String account, long balance) {
            Long base = sure.get(account);
            return base == null || mayUnknown(account).hasWith(mayMeanwhile(account), balance - base);
        }

        /** In words. */
        String of(String account) {
            return mayUnknown(account).wordsWith(mayMeanwhile(account), sure.getOrDefault(account, 0L));
        }

        private PossibleSums mayUnknown(String account) {
            return unknown.getOrDefault(account, PossibleSums.NONE);
        }

        private PossibleSums mayMeanwhile(String account) {
            return meanwhile.getOrDefault(account, PossibleSums.NONE);
        }
    }
}
