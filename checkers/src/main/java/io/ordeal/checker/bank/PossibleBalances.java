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
        /** What it has if nothing is done but what is sure. */
        long base;
        /** The least and the most that the others may add to it. */
        long least;

        long most;
        /** What the others may add to it, each sum once; empty: there were too many to tell one by one. */
        Set<Long> sums = new HashSet<>(Set.of(0L));

        Range(long balance) {
            base = balance;
        }

        void moveForSure(long amount) {
            base += amount;
        }

        void mayMove(long amount) {
            least += Math.min(amount, 0);
            most += Math.max(amount, 0);
            Set<Long> more = new HashSet<>(sums);
            sums.forEach(sum -> more.add(sum + amount));
            sums = more.size() > MOST_SUMS ? Set.of() : more;
        }

        boolean has(long balance) {
            long added = balance - base;
            return sums.isEmpty() ? added >= least && added <= most : sums.contains(added);
        }

        String words() {
            if (least == most) {
                return String.valueOf(base);
            }
            return sums.isEmpty() || sums.size() > 8
                    ? (base + least) + " to " + (base + most)
                    : String.join(
                            " or ",
                            sums.stream()
                                    .sorted()
                                    .map(sum -> String.valueOf(base + sum))
                                    .toList());
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
        if (range != null && sure) {
            range.moveForSure(amount);
        } else if (range != null) {
            range.mayMove(amount);
        }
    }

    boolean has(String account, long balance) {
        Range range = ranges.get(account);
        return range == null || range.has(balance);
    }

    /** In words. */
    String of(String account) {
        Range range = ranges.get(account);
        return range == null ? "anything" : range.words();
    }
}
