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

    /**
     * Whether {@link Stays#planned} is the best plan: if there is a linearization with any plan, there is one with this.
     * Otherwise a failure with the plan says nothing.
     */
    boolean hasBestPlan();

    /**
     * Stays that are impossible together, not necessarily few; null if there is a linearization of all.
     *
     * @param stays each taken after its put was invoked, and with no unknown takes: what they do is planned
     */
    int @Nullable [] impossible(Stays stays, CheckContext context);
}
