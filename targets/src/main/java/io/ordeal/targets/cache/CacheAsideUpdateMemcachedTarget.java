package io.ordeal.targets.cache;

/** A cache in memcached that is written after the database. */
public final class CacheAsideUpdateMemcachedTarget extends CacheAsideUpdateTarget {
    public CacheAsideUpdateMemcachedTarget() {
        super("cache-aside-update-memcached", CacheSystem.MEMCACHED);
    }
}
