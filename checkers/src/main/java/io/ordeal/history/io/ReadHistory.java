package io.ordeal.history.io;

import io.ordeal.history.History;
import java.util.List;

/**
 * A history as it was read.
 *
 * @param warnings what was left out, a sentence each, for people to see beside every verdict on the history; empty for
 *     all files that are whole
 */
public record ReadHistory(History history, List<String> warnings) {
    public ReadHistory {
        warnings = List.copyOf(warnings);
    }
}
