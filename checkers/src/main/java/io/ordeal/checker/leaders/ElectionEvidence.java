package io.ordeal.checker.leaders;

import io.ordeal.checker.measure.Requirement;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a run of elections must have seen for its verdict to mean anything. */
public final class ElectionEvidence {
    private ElectionEvidence() {}

    /**
     * Two processes at least were elected in one election, a process campaigned while another did or took itself for the
     * leader, leaders were told at least ten times that they still lead, and each election was won once more after the last
     * fault was healed.
     */
    public static Requirement[] demanded() {
        return new Requirement[] {
            history -> leadersInTurn(history),
            history -> contested(history),
            Requirement.okOperations(LeaderShape.LEADS, 10),
            Requirement.eachOkAfterHealing(LeaderShape.CAMPAIGN, "elections", "won")
        };
    }

    private static Optional<String> leadersInTurn(History history) {
        Map<Optional<Object>, Set<Integer>> leaders = new HashMap<>();
        int most = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.isClient(i) && history.f(i).equals(LeaderShape.CAMPAIGN) && history.type(i) == OpType.OK) {
                Set<Integer> mine = leaders.computeIfAbsent(
                        Optional.ofNullable(history.value(history.partner(i))), any -> new HashSet<>());
                mine.add(history.process(i));
                most = Math.max(most, mine.size());
            }
        }
        return most >= 2
                ? Optional.empty()
                : Optional.of("no election was won by two in turn, " + most
                        + " processes at most led: --time makes more, or fewer elections");
    }

    private static Optional<String> contested(History history) {
        Map<Optional<Object>, Set<Integer>> interested = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isClient(i)) {
                continue;
            }
            int invocation = history.isInvoke(i) ? i : history.partner(i);
            Set<Integer> processes =
                    interested.computeIfAbsent(Optional.ofNullable(history.value(invocation)), any -> new HashSet<>());
            if (LeaderShape.endsBelief(history, invocation)) {
                processes.remove(history.process(i));
            } else if (history.f(i).equals(LeaderShape.CAMPAIGN)) {
                if (history.isInvoke(i)) {
                    processes.add(history.process(i));
                    if (processes.size() > 1) {
                        return Optional.empty();
                    }
                } else if (history.type(i) != OpType.OK) {
                    processes.remove(history.process(i));
                }
            }
        }
        return Optional.of(
                "no two processes ever competed for one election: --concurrency makes more, or fewer elections");
    }
}
