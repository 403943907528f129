package io.ordeal.targets.ratis;

import java.util.Locale;

/** How a read is to be answered. */
enum ReadMode {
    /** By whichever server is asked, of what it has. */
    STALE,
    /** By the leader, who believes that it leads. */
    LEADER,
    /**
     * By whichever server is asked, once it has come as far as the leader says, who asks a majority whether it leads: Ratis'
     * {@code raft.server.read.option=LINEARIZABLE}.
     */
    LINEARIZABLE;

    /** As it is asked for. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
