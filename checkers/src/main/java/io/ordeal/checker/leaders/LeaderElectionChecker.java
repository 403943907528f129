package io.ordeal.checker.leaders;

import io.ordeal.checker.Anomaly;
import io.ordeal.checker.CheckContext;
import io.ordeal.checker.CheckResult;
import io.ordeal.checker.Checker;
import io.ordeal.checker.Verdict;
import io.ordeal.history.History;
import io.ordeal.history.cuts.Cuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges elections by what processes were told: a term has one leader; an election that is asked for after a term was told of
 * is won in no older one; no process is told of an older term than it knows; and, unless terms alone are asked for, no two
 * processes take themselves for the leader at once.
 *
 * <p><b>Guarantees</b>: exact, of terms and of beliefs each by itself. Of terms: a history is Valid if and only if there are moments for the elections of all terms, in
 * the order of the terms, such that each campaign was won at a moment while it was open at which its term was the latest. Of
 * beliefs: if and only if one leader at a time, who knows it between being told and asking again, explains the answers;
 * Unknown if that depends on when a question or resignation of unknown outcome took effect whose process went on.
 *
 * <p><b>Cannot detect</b>: what a leader does between two questions after it lost its office and before it asks; it counts as
 * believing it until it asks, and so it is found if the successor is told meanwhile. A leader who was never asked for is not
 * missed.
 *
 * <p><b>Complexity</b>: O(n log n).
 *
 * <p><b>Reference</b>: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm", ATC 2014, section 5.2 and
 * figure 3 (election safety); Gray and Cheriton, "Leases", SOSP 1989, on belief in real time; Kleppmann, "How to do distributed
 * locking", 2016, on terms as fencing tokens.
 */
final class LeaderElectionChecker implements Checker {
    /** What is asked of an election. */
    enum Promise {
        /** One leader a term, and terms rise. */
        TERMS("terms"),
        /** That, where terms are told; and one leader at a time. */
        REAL_TIME("real-time");

        final String wire;

        Promise(String wire) {
            this.wire = wire;
        }

        /** @throws IllegalArgumentException there is none of the name */
        static Promise named(String name) {
            return Arrays.stream(values())
                    .filter(promise -> promise.wire.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("an election is not judged at " + name
                            + ": --model " + TERMS.wire + " or " + REAL_TIME.wire + ", which is the default"));
        }
    }

    private final Promise promise;

    LeaderElectionChecker(Optional<String> model) {
        promise = model.map(Promise::named).orElse(Promise.REAL_TIME);
    }

    @Override
    public CheckResult check(History history, CheckContext context) {
        List<Anomaly> anomalies = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Verdict doubt = Verdict.valid();
        int elected = 0;
        int harmless = 0;
        Set<Integer> leaders = new HashSet<>();
        for (Election election : Election.of(history, context)) {
            context.checkpoint();
            elected += (int) election.claims.stream().filter(Claim::elected).count();
            election.claims.forEach(claim -> leaders.add(claim.process()));
            LeaderAnomalies found = new LeaderAnomalies(history, election);
            if (promise == Promise.TERMS) {
                found.requireTerms();
                LeaderAnomalies overlaps = new LeaderAnomalies(history, election);
                overlaps.overlaps(false);
                harmless += overlaps.count();
            } else {
                found.overlaps(false);
                doubt = doubt.and(found.count() > 0 ? Verdict.valid() : doubtOf(history, election));
            }
            found.terms();
            anomalies.addAll(found.told(context));
        }
        if (harmless > 0) {
            notes.add(
                    harmless + " times a leader was told of it while another took itself for the leader, which does no"
                            + " harm where those who obey leaders refuse an older term");
        }
        Map<String, Object> counts = Map.of("elected", elected, "leaders", leaders.size());
        return new CheckResult(Verdict.of(anomalies).and(doubt), notes, counts);
    }

    private static Verdict doubtOf(History history, Election election) {
        LeaderAnomalies withDoubtful = new LeaderAnomalies(history, election);
        withDoubtful.overlaps(true);
        return withDoubtful.count() == 0
                ? Verdict.valid()
                : Verdict.unknown(election.beliefs.stream()
                                .filter(Belief::doubtful)
                                .map(belief -> "process " + belief.process() + " was told that it leads at event "
                                        + history.index(belief.begin()))
                                .collect(Collectors.joining(", "))
                        + ", after a question or a resignation whose outcome it never learnt, which may have ended it:"
                        + " let a process end there, as Jepsen does");
    }

    @Override
    public Cuts cuts(History history) {
        return new LeaderCuts(history);
    }

    /**
     * A term that was told was told; and who was told of its office while another took itself for the leader finds that one's
     * belief over by nothing that begins later. What is open is taken to have ended it.
     */
    @Override
    public boolean violationsLast(History soFar) {
        return true;
    }

    /** Being told that one leads; of terms, in which. */
    @Override
    public boolean judges(History history, int completion) {
        return LeaderShape.claims(history, history.partner(completion))
                && (promise != Promise.TERMS
                        || LeaderShape.answer(history, completion).term() != null);
    }
}
