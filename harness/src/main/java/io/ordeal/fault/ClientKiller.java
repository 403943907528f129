package io.ordeal.fault;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Kills clients, or coordinators, that are processes of their own, in the midst of their operations. */
public interface ClientKiller {
    /**
     * From now on clients are killed, one after the other: each at a step that is drawn, or a moment after it.
     *
     * @param random this killing's own; given up to the killer
     */
    void begin(SplittableRandom random);

    /**
     * Nobody is killed any more. Idempotent.
     *
     * @return who was killed since {@link #begin}, and where
     */
    List<Map<String, Object>> end();
}
