package io.ordeal.campaign.allot;

import io.ordeal.campaign.memory.TrialFact;
import java.util.List;
import java.util.Optional;

/**
 * Since when a cell has shown a surprise.
 *
 * @param night the first in which it was seen, by number
 * @param seen the commit in which it was first seen
 * @param revision the first bad commit, as far as can be told: the first of which the cell's target, or if that had not
 *     changed for a week the rest of Ordeal, was what it was when the surprise was seen; if neither had changed, the one in
 *     which it was seen
 * @param lastGood the last commit before that in which the cell was judged, and was as expected; empty if there is none
 */
public record FirstBad(long night, String seen, String revision, Optional<String> lastGood) {
    /** A change that is older has run for so long that what came with it would have been seen. */
    private static final long SUSPECT_NIGHTS = 7;

    /**
     * Reads it from a cell's trials.
     *
     * @param facts of the cell, in order
     * @param surprise the first that showed the surprise, one of them
     */
    public static FirstBad of(List<TrialFact> facts, TrialFact surprise) {
        int at = facts.indexOf(surprise);
        int target = first(facts, at, true);
        int rest = first(facts, at, false);
        int bad = isSuspect(facts, target, surprise) ? target : isSuspect(facts, rest, surprise) ? rest : at;
        Optional<String> lastGood = Optional.empty();
        for (TrialFact fact : facts.subList(0, bad)) {
            if (fact.isJudged()) {
                lastGood = Optional.of(fact.revision());
            }
        }
        return new FirstBad(
                surprise.night(), surprise.revision(), facts.get(bad).revision(), lastGood);
    }

    /** A change that nobody remembers is none. */
    private static boolean isSuspect(List<TrialFact> facts, int change, TrialFact surprise) {
        return change > 0 && surprise.night() - facts.get(change).night() <= SUSPECT_NIGHTS;
    }

    /** From where on the target, or all else, was what it is at a place. */
    private static int first(List<TrialFact> facts, int at, boolean target) {
        TrialFact there = facts.get(at);
        int first = at;
        while (first > 0
                && (target
                        ? facts.get(first - 1).code().equals(there.code())
                        : facts.get(first - 1).harness().equals(there.harness()))) {
            first--;
        }
        return first;
    }
}
