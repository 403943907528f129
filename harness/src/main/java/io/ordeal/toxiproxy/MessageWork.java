package io.ordeal.toxiproxy;

import java.util.List;

/**
 * What a {@link MessageFault} has done so far, over all connections. All figures only grow.
 *
 * @param messages that it has counted: those that hold the pattern, if there is one
 * @param heldMessages that had to wait, or their ends had; 0 where nobody knows where they end
 * @param heldBytes that had to wait, of messages and of connections without any
 * @param heldEnds ends of connections, FIN or RST, that had to wait
 * @param repeated copies that were sent beyond the messages themselves
 * @param reordered messages that at least one other has overtaken
 * @param undecided messages too long to be kept until their end is seen, which went on untouched
 * @param lost connections on which something came that can't be of the protocol: they went on untouched from there
 * @param full how many times there was no more room, so that senders had to wait
 * @param which the first few of those counted that something was done to: number and beginning
 */
public record MessageWork(
        long messages,
        long heldMessages,
        long heldBytes,
        long heldEnds,
        long repeated,
        long reordered,
        long undecided,
        long lost,
        long full,
        List<String> which) {
    public MessageWork {
        which = List.copyOf(which);
    }
}
