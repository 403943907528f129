package io.ordeal.history.io;

import io.ordeal.history.Values;

/** Where events go, one after the other, once they are complete. */
interface EventSink {
    /** The process of all events without one: a number that no file may use. */
    int NAMELESS = Integer.MAX_VALUE;

    /** Where the events' values lie. */
    Values values();

    /** How many events there are. */
    int size();

    /** The time below which no further event of a run's own history may be, as far as it is known here. */
    long earliest();

    /**
     * Takes an event.
     *
     * @param index what the file says, or −1
     * @param process {@link #NAMELESS} if the file says none
     * @param type an ordinal of {@link io.ordeal.history.OpType}
     * @param f the number of the name's text, or −1 if there is none
     * @param extra a map of all other keys, or nil
     * @throws io.ordeal.history.MalformedHistoryException it contradicts those before; nothing is kept of it
     */
    void add(int index, long time, int process, int type, int f, long value, long error, long extra);
}
