package io.ordeal.targets.cache;

/** A real Redis before a real PostgreSQL. */
class RedisCacheTest extends CacheAsideContract {
    RedisCacheTest() {
        super(CacheSystem.REDIS);
    }
}
