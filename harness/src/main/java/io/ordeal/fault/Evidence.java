package io.ordeal.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What shows that a fault bit: how much it did of what it is there for, from when it was in force until before it was
 * taken back. What passed by it, or would have been the same without it, is not counted.
 *
 * @param measure what is counted, e.g. {@code bytes-held}, {@code nodes-ended}, {@code clients-frozen}
 * @param amount in that measure, 0 = it did nothing; empty = nobody counts, and only what clients saw can tell
 */
public record Evidence(String measure, OptionalLong amount) {
    public static Evidence counted(String measure, long amount) {
        return new Evidence(measure, OptionalLong.of(amount));
    }

    /** For the history. */
    public Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("measure", measure);
        amount.ifPresent(counted -> told.put("amount", counted));
        return told;
    }

    /** With an amount, as reports print it: {@code bytes-held 4711}. */
    @Override
    public String toString() {
        return measure + " " + (amount.isPresent() ? Objects.toString(amount.getAsLong()) : "not counted");
    }
}
