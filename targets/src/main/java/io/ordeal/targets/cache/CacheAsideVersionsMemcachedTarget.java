package io.ordeal.targets.cache;

/** A cache in memcached that takes only what is newer. */
public final class CacheAsideVersionsMemcachedTarget extends CacheAsideVersionsTarget {
    public CacheAsideVersionsMemcachedTarget() {
        super("cache-aside-versions-memcached", CacheSystem.MEMCACHED);
    }
}
