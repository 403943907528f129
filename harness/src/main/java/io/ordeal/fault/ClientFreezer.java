package io.ordeal.fault;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Freezes clients whole, as a long garbage collection does: at any moment of any operation. */
public interface ClientFreezer {
    /** Where in an operation a client is frozen. */
    enum Moment {
        /** The operation has begun, and nothing of it was sent. */
        BEFORE,
        /**
         * It is under way: whatever of it was sent, nothing more leaves the client or reaches it. What the client makes of
         * it is told when it has thawed.
         */
        OPEN,
        /** Its answer is there, and the client has not said so yet. */
        AFTER,
        /**
         * Between being granted a lock and using it; in the midst of any operation of clients that are processes of their
         * own and are granted nothing.
         */
        POINT;

        /** As a fault's mode. */
        public String mode() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The moment of a mode. */
        public static Optional<Moment> of(String mode) {
            return java.util.Arrays.stream(values())
                    .filter(moment -> moment.mode().equals(mode))
                    .findFirst();
        }
    }

    /**
     * Freezes a client, and its session and watchdog with it: all its links are held, or, if it is a process of its own,
     * the process is stopped. One that stands at the moment is frozen now, else the next one that comes to it.
     *
     * @param worker whose client; empty = anybody's
     * @throws Exception it can't be frozen
     */
    Freeze freeze(Moment moment, OptionalInt worker) throws Exception;

    /** Lets every frozen client go on, and freezes no more of those that were asked for. Idempotent. */
    void thawAll() throws Exception;

    /** One client that is frozen, or will be. */
    interface Freeze {
        /**
         * Lets it go on; if it was not frozen yet, it will not be. Idempotent.
         *
         * @return {@code frozen}: the client's process, worker, the nanoseconds for which it stood, and {@code not-held},
         *     why it stood but for a moment, if it could not be held; {@code armed} if no client came to the moment
         * @throws Exception the links could not be given back; the client is awake nevertheless
         */
        Map<String, Object> thaw() throws Exception;
    }
}
