package io.ordeal.targets.parts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of faults, in the groups in which expectations speak of them. */
public final class Faults {
    /** No fault at all. */
    public static final Set<String> NONE = Set.of();

    /** A client freezes: when it was just granted a lock, or at any moment of another operation. */
    public static final Set<String> CLIENT_PAUSE = Set.of("client-pause");

    /** A client freezes before, within or after any operation, whether it holds a lock then or not. */
    public static final Set<String> CLIENT_PAUSE_ELSEWHERE =
            Set.of("client-pause:before", "client-pause:open", "client-pause:after");

    /** A coordinator, or a client that is a process of its own, is killed in the midst of an operation. */
    public static final Set<String> KILL_COORDINATOR = Set.of("kill-coordinator");

    /** A node is killed while a coordinator is about to ask it, or has just heard from it. */
    public static final Set<String> KILL_PARTICIPANT = Set.of("kill-participant");

    /** Links are slow, or break connections, but what is sent arrives or is known to be lost. */
    public static final Set<String> SLOW_LINKS = Set.of("latency", "bandwidth", "reset", "slices", "slow-close");

    /** Messages take longer. */
    public static final Set<String> LATENCY = Set.of("latency");

    /** The nodes are parted. */
    public static final Set<String> PARTITION = Set.of("partition");

    /** The primary is cut off from the other nodes. */
    public static final Set<String> PARTITION_OF_PRIMARY = Set.of("partition:primary");

    /** Everything that is done to links. */
    public static final Set<String> NETWORK = union(List.of(SLOW_LINKS, PARTITION));

    /** A server ends as by kill -9, and comes back. */
    public static final Set<String> KILL = Set.of("kill");

    /** Everything that is done to nodes. */
    public static final Set<String> NODES = Set.of("kill", "restart", "pause");

    /** One of several processes of a server ends. */
    public static final Set<String> KILL_WORKER = Set.of("kill-worker");

    /** A server starts anew, with nothing of what it kept. */
    public static final Set<String> WIPE = Set.of("wipe");

    /** Everything that is done to nodes, and clients that freeze. */
    public static final Set<String> NODES_AND_CLIENTS = union(List.of(NODES, CLIENT_PAUSE));

    /** Wall clocks of servers are wrong; monotonic ones are not. */
    public static final Set<String> CLOCKS = Set.of("clock-jump", "clock-skew", "clock-strobe");

    /** Wall clocks of clients that are processes of their own are wrong. */
    public static final Set<String> CLOCKS_OF_CLIENTS =
            Set.of("clock-jump:clients", "clock-skew:clients", "clock-strobe:clients");

    /** Wall clocks of servers jump, and jump back. */
    public static final Set<String> CLOCK_JUMP = Set.of("clock-jump");

    /** Wall clocks of servers go too fast or too slow, or are wrong in turns. */
    public static final Set<String> CLOCK_CREEPS = Set.of("clock-skew", "clock-strobe");

    /** What was not synced is gone. */
    public static final Set<String> POWER_LOSS = Set.of("power-loss");

    /** Everything that is done to disks, but that what they hold is damaged. */
    public static final Set<String> DISKS = Set.of("power-loss", "disk-dead", "disk-full", "disk-stall", "disk-slow");

    /** A server hardly has more memory than it uses, and may be killed for want of it. */
    public static final Set<String> MEMORY = Set.of("memory");

    /** Nodes join, leave and are replaced. */
    public static final Set<String> MEMBERS = Set.of("join", "leave", "replace");

    /** Everything that is done to servers and links, but for clocks and disks. */
    public static final Set<String> SYSTEM = union(List.of(NETWORK, NODES));

    /** Everything that is done to servers, links and clients, but for clocks and disks. */
    public static final Set<String> ALL = union(List.of(SYSTEM, CLIENT_PAUSE));

    private Faults() {}

    /** Faults of one group or the other. */
    public static Set<String> union(List<Set<String>> groups) {
        Set<String> all = new HashSet<>();
        groups.forEach(all::addAll);
        return Set.copyOf(all);
    }
}
