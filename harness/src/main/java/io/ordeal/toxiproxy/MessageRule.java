package io.ordeal.toxiproxy;

import java.util.Optional;

/**
 * What is to be done to which messages of a way, counted over all connections from when it is in force.
 *
 * @param act what is done
 * @param from the first message that it is done to, from 1; of those that {@code containing} leaves
 * @param containing bytes, a char each below 256, that a message must hold to be counted; empty = every message is
 * @param every whether it is done to all from there on, or to that one alone; what is held is held from there on anyway
 * @param count how many times more a message comes if it is repeated; how many others overtake it if it is delayed
 */
public record MessageRule(Act act, long from, Optional<String> containing, boolean every, int count) {
    /** What can be done to a message. */
    public enum Act {
        /** It waits, and all behind it, on every connection, until the fault is taken away; ends of connections, too. */
        HOLD,
        /** It comes more than once, each right behind the other. */
        REPEAT,
        /** It waits until others of its connection have overtaken it. */
        REORDER
    }

    /** Holds everything, whatever it is. */
    public static final MessageRule HOLD_ALL = new MessageRule(Act.HOLD, 1, Optional.empty(), false, 1);

    public MessageRule {
        if (from < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "messages are counted from 1, and so are repetitions and those that overtake, not from=" + from
                            + ", times=" + count);
        }
        if (containing.isPresent()
                && (containing.get().isEmpty() || containing.get().chars().anyMatch(c -> c > 0xff))) {
            throw new IllegalArgumentException("a pattern is one byte at least, and no char above 255: " + containing);
        }
    }

    /** Whether it must know where messages end. */
    public boolean needsMessages() {
        return act != Act.HOLD || from > 1 || containing.isPresent();
    }
}
