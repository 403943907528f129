package io.ordeal.fault;

import java.util.Locale;

/** What a fault is done to: kinds of one family find the same faults of a system, by and large. */
public enum FaultFamily {
    /** Messages between clients and nodes, and among nodes. */
    LINKS,
    /** Servers. */
    PROCESSES,
    /** Clients, and what they are in the midst of. */
    CLIENTS,
    /** Wall clocks. */
    CLOCKS,
    /** Who belongs to a cluster. */
    MEMBERS,
    /** What servers have written. */
    DISKS;

    /** As people type it: {@code links}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
