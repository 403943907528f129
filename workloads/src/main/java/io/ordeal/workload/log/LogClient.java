package io.ordeal.workload.log;

import java.util.List;

/** Append-only logs of numbers, as one process uses them; a log is there, and empty, before it is first named. */
public interface LogClient extends AutoCloseable {
    /**
     * Puts an element behind all others. It is tried once: a client's own retry would append it twice.
     *
     * @return its offset
     * @throws io.ordeal.client.DefiniteFailure it was not, and will not be, appended
     * @throws Exception nobody knows whether it was, or will be, appended
     */
    long append(String log, long element) throws Exception;

    /**
     * Reads on to the end of the log, wherever that is at some moment of the reading. While faults are at work that may be
     * late; once all is healed it has whatever was acknowledged before it was asked for.
     *
     * @param from an offset that need not be that of an entry; 0 = from the first on
     * @return all entries there at or behind that offset, in their order
     * @throws Exception the read told nothing
     */
    List<LogEntry> read(String log, long from) throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
