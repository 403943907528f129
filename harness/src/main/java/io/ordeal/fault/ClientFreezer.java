package io.ordeal.fault;

import java.util.Map;

/** Freezes clients whole, between being granted a lock and using it, as a long garbage collection does. */
public interface ClientFreezer {
    /**
     * The next client that comes to its pause point is frozen there, and all its links are held: its session's and
     * watchdog's messages wait as it does.
     */
    void freezeNextHolder() throws Exception;

    /**
     * Lets every frozen client go on, and disarms {@link #freezeNextHolder}. Idempotent.
     *
     * @return which process was frozen and for how long, if one was
     */
    Map<String, Object> thaw() throws Exception;
}
