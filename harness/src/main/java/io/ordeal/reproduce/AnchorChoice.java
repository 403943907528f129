package io.ordeal.reproduce;

import io.ordeal.names.NearestNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the faults of a replay are tied to. */
public enum AnchorChoice {
    /** To whatever came last before the fault and is rare around it. */
    NEAREST,
    /** To the recorded time of the main phase. */
    TIME,
    /** To how many operations had begun. */
    OPERATIONS,
    /** To the step of an operation at which a client stood; where there is none, as the nearest. */
    STEP,
    /** To a line in a server's log; where there is none, as the nearest. */
    LOG;

    /** As after {@code --anchor}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException there is no such choice; the message names those that there are */
    public static AnchorChoice named(String word) {
        List<String> words = Arrays.stream(values()).map(AnchorChoice::word).toList();
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(NearestNames.unknown("anchor", word, words)));
    }
}
