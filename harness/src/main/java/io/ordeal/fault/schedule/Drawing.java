package io.ordeal.fault.schedule;

import io.ordeal.text.EnumWords;

/** In which way the faults that say nothing of when they strike are drawn. */
public enum Drawing {
    /** Each in quiet times and spans of one length on average, at any moment, whatever others do. */
    PLAIN,
    /**
     * Each with a temper of its own that is drawn for the run, rare or frequent; short spans and long ones; most in the
     * midst of an operation, and some on purpose while another is in force.
     */
    SWARM;

    /** As in {@code test.json}, and after {@code --draw}. */
    public String wire() {
        return EnumWords.of(this);
    }

    /** @throws IllegalArgumentException there is no such way */
    public static Drawing named(String wire) {
        return EnumWords.named(Drawing.class, "way to draw faults", wire);
    }
}
