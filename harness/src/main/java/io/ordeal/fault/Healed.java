package io.ordeal.fault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a fault that was healed.
 *
 * @param told for the history: whom it hit, who is back, whether another leader was elected
 * @param evidence whether it bit; empty = nothing was in force
 */
public record Healed(Map<String, Object> told, Optional<Evidence> evidence) {
    /** There was nothing to heal. */
    public static final Healed NOTHING = new Healed(Map.of(), Optional.empty());

    public Healed {
        told = Collections.unmodifiableMap(new LinkedHashMap<>(told));
    }

    public Healed(Map<String, Object> told, Evidence evidence) {
        this(told, Optional.of(evidence));
    }
}
