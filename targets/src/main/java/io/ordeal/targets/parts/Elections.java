package io.ordeal.targets.parts;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.ClientFactory;
import io.ordeal.targets.Expectation;
import io.ordeal.workload.leader.LeaderElectionClient;
import io.ordeal.workload.leader.TermedLeaderElectionClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Clients of elections, and what is expected of these. Two workloads try them: {@code leader-election} sees two that take
 * themselves for the leader, {@code leader-terms} looks at terms alone.
 */
public final class Elections {
    private static final String BELIEF = "leader-election";
    private static final String TERMS = "leader-terms";

    private Elections() {}

    /** Clients that tell terms, and so serve both workloads. */
    public static ClientFactories termed(ClientFactory<? extends TermedLeaderElectionClient> opener) {
        return ClientFactories.of(TermedLeaderElectionClient.class, opener).and(LeaderElectionClient.class, opener);
    }

    /** Clients that tell none. */
    public static ClientFactories untermed(ClientFactory<? extends LeaderElectionClient> opener) {
        return ClientFactories.of(LeaderElectionClient.class, opener);
    }

    /** No two lead in one term, and terms rise, under these faults. */
    public static List<Expectation> termsHold(Set<String> faults, String source) {
        return List.of(Expectation.holds(TERMS, faults, source));
    }

    /**
     * A leader that freezes with the answer in hand, to its election or to its question, finds another in office when it goes on.
     * One that freezes at another moment need not.
     *
     * @param within how long a run surely shows it
     */
    public static List<Expectation> twoLeadersWhileOneIsFrozen(Duration within, String source) {
        return List.of(
                Expectation.mayBreak(BELIEF, Faults.CLIENT_PAUSE_ELSEWHERE, "two-leaders", source),
                Expectation.breaks(BELIEF, Faults.CLIENT_PAUSE, "two-leaders", within, source));
    }

    /**
     * Two take themselves for the leader at once under each of these faults.
     *
     * @param within how long a run surely shows it
     */
    public static List<Expectation> twoLeaders(Set<String> faults, Duration within, String source) {
        return List.of(Expectation.breaks(BELIEF, faults, "two-leaders", within, source));
    }

    /** Two can take themselves for the leader under any of these faults. */
    public static List<Expectation> mayHaveTwoLeaders(Set<String> faults, String source) {
        return List.of(Expectation.mayBreak(BELIEF, faults, "two-leaders", source));
    }

    /** No two take themselves for the leader at once under these faults. */
    public static List<Expectation> oneLeader(Set<String> faults, String source) {
        return List.of(Expectation.holds(BELIEF, faults, source));
    }
}
