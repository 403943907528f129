package io.ordeal.checker.leaders;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.AnomalyType;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.Findings;
import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.history.History;
import io.ordeal.history.io.EdnText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with one election, and says it with its witnesses. */
final class LeaderAnomalies {
    private final History history;
    private final Election election;
    private final List<Anomaly> found = new ArrayList<>();

    LeaderAnomalies(History history, Election election) {
        this.history = history;
        this.election = election;
    }

    int count() {
        return found.size();
    }

    /** What is told of them. */
    List<Anomaly> told(CheckContext context) {
        return Findings.told(found, context);
    }

    /**
     * Beliefs that begin before an earlier one, of another process, has ended.
     *
     * @param withDoubtful whether beliefs that may have ended early are taken to have lasted
     */
    void overlaps(boolean withDoubtful) {
        Belief longest = null;
        for (Belief belief : election.beliefs) {
            if (belief.doubtful() && !withDoubtful) {
                continue;
            }
            if (longest != null && belief.begin() < longest.end()) {
                found.add(overlap(longest, belief));
            }
            if (longest == null || belief.end() > longest.end()) {
                longest = belief;
            }
        }
    }

    /** @throws UnjudgeableHistoryException a campaign was won, or a question answered, by who was never told of a term */
    void requireTerms() {
        Set<Integer> told = new HashSet<>();
        for (Claim claim : election.claims) {
            if (claim.term() != null) {
                told.add(claim.process());
            } else if (claim.elected() || !told.contains(claim.process())) {
                throw new UnjudgeableHistoryException("event " + history.index(claim.told())
                        + ": terms can only be judged where they are told: the ok value of a :campaign is [election"
                        + " term], that of a :leads [election term]; or leave --model terms out");
            }
        }
    }

    /** What is wrong with the terms that were told: O(n log n) in the claims. */
    void terms() {
        oneLeaderEach();
        rising();
        risingForEach();
    }

    private void oneLeaderEach() {
        Map<Long, Claim> byTerm = new HashMap<>();
        for (Claim claim : election.claims) {
            if (claim.term() != null) {
                Claim first = byTerm.putIfAbsent(claim.term(), claim);
                if (first != null && first.process() != claim.process()) {
                    found.add(sameTerm(first, claim));
                }
            }
        }
    }

    /** Merges claims, in the order told, with campaigns, in the order asked for. */
    private void rising() {
        List<Claim> campaigns = new ArrayList<>(election.claims);
        campaigns.removeIf(claim -> !claim.elected() || claim.term() == null);
        campaigns.sort(Comparator.comparingInt(Claim::asked));
        int next = 0;
        Claim highest = null;
        for (Claim campaign : campaigns) {
            while (next < election.claims.size() && election.claims.get(next).told() < campaign.asked()) {
                highest = higher(highest, election.claims.get(next++));
            }
            if (highest != null && termOf(campaign) < termOf(highest)) {
                found.add(falling(highest, campaign));
            }
        }
    }

    private void risingForEach() {
        Map<Integer, Claim> highest = new HashMap<>();
        for (Claim claim : election.claims) {
            if (claim.term() != null) {
                Claim before = highest.get(claim.process());
                // a campaign was judged above, by all claims
                if (before != null && !claim.elected() && termOf(claim) < termOf(before)) {
                    found.add(falling(before, claim));
                }
                Claim now = higher(before, claim);
                if (now != null) {
                    highest.put(claim.process(), now);
                }
            }
        }
    }

    private static @Nullable Claim higher(@Nullable Claim one, Claim other) {
        return other.term() != null && (one == null || termOf(other) > termOf(one)) ? other : one;
    }

    private static long termOf(Claim claim) {
        return claim.term() == null ? Long.MIN_VALUE : claim.term();
    }

    private Anomaly overlap(Belief earlier, Belief later) {
        String words = "process " + later.process() + " was told that it leads" + name() + inTerm(later.first())
                + " at "
                + at(later.begin()) + ", while process " + earlier.process() + " had taken itself for the leader"
                + inTerm(earlier.first()) + " since " + at(earlier.begin()) + ", and did so "
                + (earlier.end() == Belief.OPEN
                        ? "to the end of the history"
                        : "until it began to " + (isResignation(earlier.end()) ? "resign" : "ask again") + " at "
                                + at(earlier.end()));
        SortedSet<Integer> events = events(earlier.first(), later.first());
        if (earlier.end() != Belief.OPEN) {
            events.add(earlier.end());
        }
        return anomaly(AnomalyType.TWO_LEADERS, words, events);
    }

    private boolean isResignation(int end) {
        return history.f(end).equals(LeaderShape.RESIGN);
    }

    private Anomaly sameTerm(Claim first, Claim second) {
        String words = "process " + second.process() + " was told that it leads" + name() + " in term " + second.term()
                + " at " + at(second.told()) + ", and so had process " + first.process()
                + " been, in the same term, at "
                + at(first.told());
        return anomaly(AnomalyType.TWO_LEADERS_OF_ONE_TERM, words, events(first, second));
    }

    private Anomaly falling(Claim before, Claim after) {
        String words = "process " + after.process() + (after.elected() ? " was elected" : " was told that it leads")
                + name() + " in term " + after.term() + ", which it asked for at " + at(after.asked()) + ", though "
                + (after.process() == before.process() ? "it" : "process " + before.process())
                + " had been told that it leads in term " + before.term() + " before, at " + at(before.told());
        return anomaly(AnomalyType.TERM_NOT_RISING, words, events(before, after));
    }

    private static SortedSet<Integer> events(Claim one, Claim other) {
        return new TreeSet<>(List.of(one.asked(), one.told(), other.asked(), other.told()));
    }

    private Anomaly anomaly(AnomalyType type, String explanation, SortedSet<Integer> events) {
        return new Anomaly(type, election.name, explanation, Anomaly.events(history, events));
    }

    private static String inTerm(Claim claim) {
        return claim.term() == null ? "" : ", in term " + claim.term() + ",";
    }

    private String name() {
        return election.name == null ? "" : " in election " + EdnText.name(election.name);
    }

    private String at(int position) {
        long nanos = history.timeNanos(position);
        return "event " + history.index(position)
                + (nanos < 0 ? "" : " (" + nanos / 1_000_000 + "." + nanos / 100_000 % 10 + " ms)");
    }
}
