package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import org.jspecify.annotations.Nullable;

/**
 * Stacks: the youngest element is given back.
 *
 * <p>Elements without a core can be put in and taken out at one moment of both spans, in whatever state the stack is: they
 * are left out. The cores of the others are laid beside each other:
 *
 * <pre>{@code
 *      m                       M
 * 1    [=======]                           a group: its cores touch, and cover all gaps from m to M
 * 2        [===================]
 * 3                   [====]
 * 4                               [=====]  another
 * }</pre>
 *
 * <ul>
 *   <li><b>Groups are judged apart.</b> All elements of a group can be put in and taken out within its cores: what a
 *       linearization has earlier than m can as well be done right before m, in the same order, as nothing is completed
 *       before m; and what it has after M, right after M. So there is a linearization if each group has one, and in it the
 *       stack is empty in every gap that no core covers; no other gap can be. Hence an answer that there is nothing is
 *       possible if and only if its span has such a gap.
 *   <li><b>In a group, one element is below all others.</b> The stack is never empty between m and M. What is at its bottom
 *       right after m is there until M. So its put was invoked before m, and its take completed after M. And any element
 *       of which this is so will do: take it out of a linearization, in which nothing happens earlier than right before m
 *       or later than right after M, and there it can be put back, before everything and after everything. So a group
 *       without such an element is impossible, and from any other these elements can be <em>peeled</em> off. What remains
 *       of the group falls into groups again.
 * </ul>
 *
 * <p>For takes of unknown outcome no best plan is known. A good one goes by when what is below an element was taken: by then
 * the element must have been, too. An answer that there is nothing has everything above it.
 *
 * <p>Complexity: O(n log n): each element is peeled once, and each peeling touches four trees.
 */
record StackPeeling() implements Discipline {
    private static final QueueCover COVER = new QueueCover(false);

    @Override
    public String name() {
        return "peeling";
    }

    @Override
    public int[] mostUrgent(Stays stays) {
        Urgency urgency = new Urgency(stays);
        for (int nothing : stays.where(stays::isNothing)) {
            urgency.enter(nothing);
        }
        for (int moment : stays.moments()) {
            int stay = moment >> 2;
            if (moment < 0 || stays.isNothing(stay)) {
                continue;
            }
            if ((moment & 3) == Stays.PUT_FROM && stays.isLeftOver(stay)) {
                // All that is certain to be below it has been entered.
                urgency.ask(stay);
            } else if ((moment & 3) == Stays.PUT_TO && !stays.isLeftOver(stay)) {
                urgency.enter(stay);
            }
        }
        return urgency.order();
    }

    @Override
    public boolean hasBestPlan() {
        return false;
    }

    @Override
    public int @Nullable [] impossible(Stays stays, CheckContext context) {
        int[] covered = COVER.impossible(stays, context);
        return covered != null ? covered : new Groups(stays).impossible(context);
    }
}
