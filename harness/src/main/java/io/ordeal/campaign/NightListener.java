package io.ordeal.campaign;

import io.ordeal.campaign.allot.Choice;
import io.ordeal.campaign.memory.TrialRow;

/** Told how a night gets on, by one thread. */
public interface NightListener {
    /** A trial begins. */
    default void begun(Choice choice, int running) {}

    /** A trial has come to its end. */
    default void ended(TrialRow trial) {}

    /** Something that whoever watches should know. */
    default void told(String sentence) {}
}
