package io.ordeal.cluster;

import java.util.List;
import java.util.OptionalLong;

/**
 * The processes of this machine that a node or a client consists of, whichever they are at the moment, to be looked into
 * one by one: the first, and all the children it has.
 */
public interface ProcessFamily {
    /** The number of the first process; empty if it doesn't live. Takes no time to tell. */
    OptionalLong firstPid();

    /** The numbers of all living ones; of none if the first doesn't run. Takes some milliseconds. */
    List<Long> pids();

    /**
     * Has something done while all of them are stopped, children that are being born included. Those that were stopped
     * before stay so, the others go on; nothing is done if none lives. Meanwhile nobody else can stop, kill or start them.
     */
    void whileStopped(Deed deed) throws Exception;

    /**
     * Ends one of them by kill -9, and waits until it is gone; the others learn of it as they may.
     *
     * @return false if it was gone before, or is none of them
     */
    boolean kill(long pid) throws Exception;

    /** What is done while processes stand. */
    @FunctionalInterface
    interface Deed {
        void run() throws Exception;
    }
}
