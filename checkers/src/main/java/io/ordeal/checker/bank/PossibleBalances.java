package io.ordeal.checker.bank;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What each account may have after transfers of which some may not have been made: every sum of some of these. Exact up
 * to {@value #MOST_SUMS} sums an account; beyond, all from the least to the most.
 */
final class PossibleBalances {
    private static final int MOST_SUMS = 100_000;

    /** What an account may have. */
    private static final class Range {
        long least;
        long most;
        /** Empty: there were too many to tell one by one. */
        Set<Long> sums;

        Range(long balance) {
            least = balance;
            most = balance;
            sums = new HashSet<>(Set.of(balance));
        }

        void move(long amount, boolean sure) {
            Set<Long> moved = sure ? new HashSet<>() : new HashSet<>(sums);
            sums.forEach(sum -> moved.add(sum + amount));
            sums = moved.size() > MOST_SUMS ? new HashSet<>() : moved;
            least += sure || amount < 0 ? amount : 0;
            most += sure || amount > 0 ? amount : 0;
        }

        boolean has(long balance) {
            return sums.isEmpty() ? balance >= least && balance <= most : sums.contains(balance);
        }
    }

    private final Map<String, Range> ranges = new HashMap<>();

    PossibleBalances(Map<String, Long> opened) {
        opened.forEach((account, balance) -> ranges.put(account, new Range(balance)));
    }

    /** @param sure whether it certainly was made */
    void add(Balances.Transfer transfer, boolean sure) {
        if (!transfer.from().equals(transfer.to())) {
            move(transfer.from(), -transfer.amount(), sure);
            move(transfer.to(), transfer.amount(), sure);
        }
    }

    private void move(String account, long amount, boolean sure) {
        Range range = ranges.get(account);
        if (range != null) {
            range.move(amount, sure);
        }
    }

    boolean has(String account, long balance) {
        Range range = ranges.get(account);
        return range == null || range.has(balance);
    }

    /** In words. */
    String of(String account) {
        Range range = ranges.get(account);
        if (range == null) {
            return "anything";
        }
        if (range.least == range.most) {
            return String.valueOf(range.least);
        }
        return range.sums.isEmpty() || range.sums.size() > 8
                ? range.least + " to " + range.most
                : String.join(
                        " or ",
                        range.sums.stream().sorted().map(String::valueOf).toList());
    }
}
