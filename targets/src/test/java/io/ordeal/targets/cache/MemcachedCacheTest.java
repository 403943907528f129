package io.ordeal.targets.cache;

import org.junit.jupiter.api.Tag;

/** A real memcached before a real PostgreSQL. */
@Tag("systems")
class MemcachedCacheTest extends CacheAsideContract {
    MemcachedCacheTest() {
        super(CacheSystem.MEMCACHED);
    }
}
