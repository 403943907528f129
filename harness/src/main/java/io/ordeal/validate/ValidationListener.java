package io.ordeal.validate;

/** Told how a validation gets on, by one thread. */
public interface ValidationListener {
    /** The questions are known, and nothing is asked yet. */
    default void begun(Questions questions) {}

    /** A trial has come to its end. */
    default void ended(Question question, AskedTrial trial) {}

    /** Something that whoever watches should know. */
    default void told(String sentence) {}
}
