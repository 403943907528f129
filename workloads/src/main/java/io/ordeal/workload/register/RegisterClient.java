package io.ordeal.workload.register;

import java.util.OptionalLong;

/** Registers as one process uses them: a number under each key, absent before the first write. */
public interface RegisterClient extends AutoCloseable {
    /**
     * Reads a register.
     *
     * @return its value; empty if nothing was ever written to it
     * @throws Exception the read told nothing
     */
    OptionalLong read(String key) throws Exception;

    /**
     * Writes a register.
     *
     * @throws io.ordeal.client.DefiniteFailure nothing was or will be written
     * @throws Exception nobody knows whether it was, or will be, written
     */
    void write(String key, long value) throws Exception;

    /** Gives back connections and threads, without waiting for the system for long. */
    @Override
    default void close() throws Exception {}
}
