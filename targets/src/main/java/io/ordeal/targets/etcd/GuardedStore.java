package io.ordeal.targets.etcd;

import io.ordeal.client.DefiniteFailure;
import java.util.Map;
import java.util.Optional;

/** What transactions of several steps are made of: reads, and writes under the condition that nothing has changed. */
interface GuardedStore extends AutoCloseable {
    /** @throws DefiniteFailure it could not be read */
    Found read(String key) throws DefiniteFailure, InterruptedException;

    /**
     * Writes all, if every key is at the revision at which it was read; asks all members together even where nothing is
     * written.
     *
     * @return whether that was so; else nothing was written
     * @throws DefiniteFailure nothing was or will be written
     * @throws Exception nobody knows
     */
    boolean commit(Map<String, Long> revisions, Map<String, String> writes) throws Exception;

    @Override
    default void close() throws Exception {}

    /**
     * What a key was read to have.
     *
     * @param revision of its last write; 0 if there was none
     */
    record Found(Optional<String> value, long revision) {
        static final Found NOTHING = new Found(Optional.empty(), 0);
    }
}
