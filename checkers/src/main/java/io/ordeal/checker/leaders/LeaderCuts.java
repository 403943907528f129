package io.ordeal.checker.leaders;

import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.cuts.OperationCuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be left out of elections: a claim stays only with what ended its process' belief, and with what of unknown outcome
 * came before it. Whoever else leads less leaves the others as they were.
 */
final class LeaderCuts extends OperationCuts {
    /** A process in an election. */
    private static final class Candidate {
        /** The claims whose belief nothing has ended. */
        final List<Integer> open = new ArrayList<>();

        /** Questions and resignations of unknown outcome. */
        final List<Integer> unknown = new ArrayList<>();
    }

    LeaderCuts(History history) {
        super(history, true);
        Map<List<Object>, Candidate> candidates = new HashMap<>();
        for (int operation = 0; operation < operations(); operation++) {
            int invocation = invocation(operation);
            List<Object> who = Arrays.asList(history.process(invocation), history.value(invocation));
            operation(candidates.computeIfAbsent(who, any -> new Candidate()), operation);
        }
    }

    private void operation(Candidate candidate, int operation) {
        int invocation = invocation(operation);
        if (LeaderShape.claims(history, invocation)) {
            candidate.unknown.forEach(earlier -> need(operation, earlier));
            candidate.open.add(operation);
        } else if (LeaderShape.endsBelief(history, invocation)) {
            candidate.open.forEach(claim -> need(claim, operation));
            candidate.open.clear();
            if (outcome(operation) == OpType.INFO) {
                candidate.unknown.add(operation);
            }
        }
    }
}
