package io.ordeal.targets.parts;

import java.util.List;

/** What one flaw shows itself by, in the names of anomalies: whoever expects the flaw expects all of them. */
public final class Symptoms {
    /**
     * Transfers that are lost, or half lost: the total is wrong where a transfer undid a part of another, and an account
     * has what no set of transfers leaves there also where both parts are gone.
     */
    public static final List<String> MONEY_LOST = List.of("wrong-total", "wrong-balance");

    /** A lock that others than its holder free: somebody else is let in while the holder has it. */
    public static final List<String> FREED_BY_OTHERS = List.of("release-by-other", "overlapping-holds");

    /**
     * Updates that are undone because two made them at once: both of them are told where both learnt of their outcome, else
     * only what is gone.
     */
    public static final List<String> LOST_UNDER_LOCK = List.of("lost-update", "lost");

    /** A commit that nobody brings to its end: how far it had come by then, with some or with none, is left to the moment. */
    public static final List<String> UNFINISHED = List.of("partial-commit", "in-doubt");

    /**
     * Entries of a log that are gone, whose places others take: what was acknowledged is missing, or another is there, or
     * some read what others don't, or a later append stands before; which of them is left to the moment.
     */
    public static final List<String> ENTRIES_LOST =
            List.of("lost-write", "inconsistent-offsets", "poll-skip", "nonmonotonic-poll", "nonmonotonic-send");

    private Symptoms() {}
}
