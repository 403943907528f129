package io.ordeal.fault;

/** What can be done to the clients of a run, beside breaking their links. */
public enum ClientAbility {
    /** They come to a moment at which they can be frozen whole: {@code client-pause}. */
    FREEZE,
    /** They are processes of their own, can be killed, and tell the steps of their operations. */
    STEP
}
