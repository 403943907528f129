package io.ordeal.fault;

import java.util.Map;

/**
 * Freezes clients whole, between being granted a lock and using it, as a long garbage collection does; those that are
 * processes and hold no locks, in the midst of any operation.
 */
public interface ClientFreezer {
    /**
     * The next client that comes to its pause point is frozen there, and its session and watchdog with it: all its links
     * are held, or, if it is a process of its own, the process is stopped.
     */
    void freezeNextHolder() throws Exception;

    /**
     * Lets every frozen client go on, and disarms {@link #freezeNextHolder}. Idempotent.
     *
     * @return which process was frozen and for how long, if one was
     */
    Map<String, Object> thaw() throws Exception;
}
