package io.ordeal.targets.cache;

/** A cache in memcached whose keys are deleted when they are written. */
public final class CacheAsideDeleteMemcachedTarget extends CacheAsideDeleteTarget {
    public CacheAsideDeleteMemcachedTarget() {
        super("cache-aside-delete-memcached", CacheSystem.MEMCACHED);
    }
}
