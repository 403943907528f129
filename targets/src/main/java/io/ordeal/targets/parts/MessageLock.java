package io.ordeal.targets.parts;

import io.ordeal.client.DefiniteFailure;
import io.ordeal.workload.lock.FencedLockClient;
import io.ordeal.workload.lock.Grant;
import java.util.Optional;

/**
 * The lock of texts that is a message in a queue: who has taken the one message of a lock, without acknowledging it, holds the
 * lock, and gives it back by putting the message back. A broker that hears no more of who has taken it hands it to the next,
 * whatever the first believes: what to a queue is a message that comes twice is two holders to a lock.
 *
 * <pre>
 *   c0  take ├─┤ok ── holds, frozen ─────────────────────────────── holds still
 *   broker              no word of c0: handed out again
 *   c1  take ├───────────────────┤ok ── holds ──                              two holders
 * </pre>
 *
 * <p>Fenced, each grant carries a number of its own that is drawn once the message is taken: above those of all grants before.
 */
public final class MessageLock implements FencedLockClient {
    private final Queue queue;
    private final boolean fenced;

    /** @param fenced whether grants carry a number */
    public MessageLock(Queue queue, boolean fenced) {
        this.queue = queue;
        this.fenced = fenced;
    }

    /**
     * A broker as one process uses it. There is one message for each lock from when it is first asked for; at most one is taken
     * at a time.
     */
    public interface Queue extends AutoCloseable {
        /**
         * Takes a lock's message, waiting a while for it.
         *
         * @return whether it was taken; if not, it certainly is not
         * @throws DefiniteFailure it certainly is not taken
         * @throws Exception nobody knows
         */
        boolean take(String lock) throws Exception;

        /**
         * Puts back what was taken.
         *
         * @throws DefiniteFailure nothing is taken, or what was taken is no longer this process'
         * @throws Exception nobody knows
         */
        void putBack() throws Exception;

        /**
         * Draws a number, above all that were drawn before by whomever.
         *
         * @throws DefiniteFailure none was drawn
         * @throws Exception nobody knows
         */
        long draw() throws Exception;

        /** Gives up the connection, and with it what is taken. */
        @Override
        void close();
    }

    @Override
    public Optional<Grant> acquire(String lock) throws Exception {
        if (!queue.take(lock)) {
            return Optional.empty();
        }
        if (!fenced) {
            return Optional.of(Grant.plain());
        }
        try {
            return Optional.of(Grant.withToken(queue.draw()));
        } catch (Exception noNumber) {
            // nobody was told of a grant: with the connection the message goes back
            queue.close();
            if (noNumber instanceof DefiniteFailure) {
                return Optional.empty();
            }
            throw noNumber;
        }
    }

    @Override
    public void release(String lock) throws Exception {
        queue.putBack();
    }

    @Override
    public void close() {
        queue.close();
    }
}
