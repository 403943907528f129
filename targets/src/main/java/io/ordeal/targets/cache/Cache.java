package io.ordeal.targets.cache;

/**
 * A cache as one process uses it, over one connection, which is opened when it is needed and dropped when it failed: never
 * within an operation, so that a cache that answers twice in one has not been started anew in between.
 */
interface Cache extends AutoCloseable {
    /**
     * Sees to it that there is a connection.
     *
     * @throws io.ordeal.client.DefiniteFailure there is none to be had
     */
    void connect() throws Exception;

    /** What is there; empty for nothing. */
    String get(String key) throws Exception;

    void set(String key, String text) throws Exception;

    void delete(String key) throws Exception;

    /**
     * Sets what is newer than what is there.
     *
     * @return what is there now
     */
    VersionedValue raise(String key, VersionedValue value) throws Exception;

    @Override
    void close();
}
