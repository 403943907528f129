package io.ordeal.checker.linearizability.fast;

import io.ordeal.checker.CheckContext;
import org.jspecify.annotations.Nullable;

/**
 * Which element a container gives back, as a condition on {@link Stays}. A discipline is <em>closed</em>: of a linearization,
 * any stays can be left out.
 */
interface Discipline {
    /** The algorithm, as verdicts name it. */
    String name();

    /** The elements that are left over, those first that it is best to give to takes of unknown outcome. */
    int[] mostUrgent(Stays stays);

    /**
     * Whether there is no better plan: if there is a linearization at all, there is one where takes of unknown outcome take
     * elements in this order. Otherwise that the plan fails says nothing.
     */
    boolean hasBestPlan();

    /**
     * Stays that are impossible together, not necessarily few; null if there is a linearization of all.
     *
     * @param stays each taken after its put was invoked; what unknown takes do is {@linkplain Stays#planned planned}
     */
    int @Nullable [] impossible(Stays stays, CheckContext context);
}
