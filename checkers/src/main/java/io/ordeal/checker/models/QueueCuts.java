package io.ordeal.checker.models;

import io.ordeal.checker.linearizability.ValueShape;
import io.ordeal.history.History;
import io.ordeal.history.OpType;
import io.ordeal.history.Values;
import io.ordeal.history.cuts.OperationCuts;
import io.ordeal.history.cuts.PairNumbers;
import java.util.Arrays;

/**
 * What may be left out of a queue's or stack's history: an element, all that put it in and took it out at once. That leaves
 * the others in their order, and what was empty empty. What was taken by an operation of unknown outcome is unknown: it
 * stays where an element stays that it may have taken, one that was put in more often than is known to have been taken.
 */
final class QueueCuts extends OperationCuts {
    QueueCuts(History history, ValueShape shape) {
        super(history, true);
        PairNumbers elements = new PairNumbers(history.values());
        PairNumbers queues = new PairNumbers(history.values());
        int[] groups = new int[operations()];
        int[] left = new int[operations()];
        int[] takers = new int[operations()];
        int[] queueOf = new int[operations()];
        Arrays.fill(groups, -1);
        Arrays.fill(takers, -1);
        for (int operation = 0; operation < operations(); operation++) {
            int invocation = invocation(operation);
            long key = shape.key(history, invocation);
            int queue = queues.of(key, Values.NIL);
            boolean puts = history.f(invocation).equals("enqueue")
                    || history.f(invocation).equals("push");
            OpType outcome = outcome(operation);
            if (!puts && outcome == OpType.INFO) {
                takers[queue] = joined(takers[queue], operation);
            } else if (puts || outcome == OpType.OK) {
                long element = shape.value(history, puts ? invocation : history.partner(invocation));
                if (puts || element != Values.NIL) {
                    int number = elements.of(key, element);
                    groups[number] = joined(groups[number], operation);
                    left[number] += puts ? (outcome == OpType.FAIL ? 0 : 1) : -1;
                    queueOf[number] = queue;
                }
            }
        }
        for (int number = 0; number < elements.size(); number++) {
            if (left[number] > 0 && takers[queueOf[number]] >= 0) {
                need(groups[number], takers[queueOf[number]]);
            }
        }
    }
}
