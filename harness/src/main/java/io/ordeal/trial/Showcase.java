package io.ordeal.trial;

import io.ordeal.store.RunSpec;
import java.util.List;

/** Trials that show a newcomer what the program is for. Found by {@code ServiceLoader}. */
public interface Showcase {
    /**
     * The trials, in order.
     *
     * @param seed of all of them
     */
    List<Scene> scenes(long seed);

    /**
     * One trial of a showcase.
     *
     * @param title what is tried, in a few words
     */
    record Scene(String title, RunSpec run) {}
}
