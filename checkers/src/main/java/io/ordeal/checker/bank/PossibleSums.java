package io.ordeal.checker.bank;

import java.util.HashSet;
import java.util.Set;

/**
 * What several amounts may add up to if any of them may be left out. Exact up to {@value #MOST_SUMS} sums; beyond, all from
 * the least to the most.
 */
final class PossibleSums {
    static final PossibleSums NONE = new PossibleSums();

    private static final int MOST_SUMS = 100_000;
    private static final int MOST_TOLD = 8;

    private long least;
    private long most;

    /** Each sum once; empty: there were too many to tell one by one. */
    private Set<Long> sums = Set.of(0L);

    /** Takes time in proportion to the sums so far. */
    void add(long amount) {
        least += Math.min(amount, 0);
        most += Math.max(amount, 0);
        if (!sums.isEmpty()) {
            Set<Long> more = new HashSet<>(sums);
            sums.forEach(sum -> more.add(sum + amount));
            sums = more.size() > MOST_SUMS ? Set.of() : more;
        }
    }

    private boolean has(long sum) {
        return sums.isEmpty() ? sum >= least && sum <= most : sums.contains(sum);
    }

    /** Whether some of these amounts and some of the others add up to a sum; in proportion to the others' sums. */
    boolean hasWith(PossibleSums others, long sum) {
        if (others.sums.isEmpty()) {
            return sum >= least + others.least && sum <= most + others.most;
        }
        return others.sums.stream().anyMatch(other -> has(sum - other));
    }

    /** In words, what a balance may be that had some of these amounts, and some of the others, added to it. */
    String wordsWith(PossibleSums others, long balance) {
        Set<Long> all = new HashSet<>();
        if (!sums.isEmpty() && !others.sums.isEmpty() && (long) sums.size() * others.sums.size() <= MOST_SUMS) {
            sums.forEach(one -> others.sums.forEach(other -> all.add(balance + one + other)));
        }
        return all.isEmpty() || all.size() > MOST_TOLD
                ? (balance + least + others.least) + " to " + (balance + most + others.most)
                : String.join(" or ", all.stream().sorted().map(String::valueOf).toList());
    }
}
