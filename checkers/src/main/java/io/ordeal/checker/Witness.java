package io.ordeal.checker;

import io.ordeal.history.History;
import io.ordeal.history.Op;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The operations that prove something, gathered by their events in whatever order, each as often as one likes. */
public final class Witness {
    private final History history;
    private final SortedSet<Integer> positions = new TreeSet<>();

    public Witness(History history) {
        this.history = history;
    }

    /**
     * Adds operations: the invocation and, if there is one, the completion.
     *
     * @param events the positions of either; of what a history does not have, −1, nothing is added
     */
    public Witness with(int... events) {
        for (int event : events) {
            if (event >= 0) {
                positions.add(event);
            }
            if (event >= 0 && history.partner(event) >= 0) {
                positions.add(history.partner(event));
            }
        }
        return this;
    }

    /** Their events, in the order of the history; of too many the last {@link Anomaly#MOST_EVENTS}. */
    public List<Op> events() {
        return Anomaly.events(history, positions);
    }
}
