package io.ordeal.targets.cache;

import io.ordeal.targets.memcached.MemcachedConnection;
import java.util.Optional;

/** A cache in memcached, which has no scripts: what is newer is set if nobody else has set anything meanwhile. */
final class MemcachedCache implements Cache {
    private final MemcachedConnection memcached;

    MemcachedCache(MemcachedConnection memcached) {
        this.memcached = memcached;
    }

    @Override
    public void connect() throws Exception {
        memcached.connect();
    }

    @Override
    public String get(String key) throws Exception {
        return memcached.get(key).map(MemcachedConnection.Item::text).orElse("");
    }

    @Override
    public void set(String key, String text) throws Exception {
        memcached.set(key, text);
    }

    @Override
    public void delete(String key) throws Exception {
        memcached.delete(key);
    }

    /** Its one moment at the cache is when it finds what is not older, or sets it. */
    @Override
    public VersionedValue raise(String key, VersionedValue value) throws Exception {
        while (true) {
            Optional<MemcachedConnection.Item> there = memcached.get(key);
            if (there.isEmpty()) {
                if (memcached.add(key, value.toString())) {
                    return value;
                }
                continue;
            }
            VersionedValue found = VersionedValue.parse(there.get().text());
            if (found.version() >= value.version()) {
                return found;
            }
            if (memcached.replace(key, there.get(), value.toString())) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        memcached.close();
    }
}
