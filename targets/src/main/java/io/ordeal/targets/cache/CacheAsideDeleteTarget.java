package io.ordeal.targets.cache;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;

/** A cache whose keys are deleted when they are written. */
public class CacheAsideDeleteTarget extends CacheAsideTarget {
    public CacheAsideDeleteTarget() {
        this("cache-aside-delete", CacheSystem.REDIS);
    }

    CacheAsideDeleteTarget(String name, CacheSystem system) {
        super(
                name,
                system,
                "a text's cache: filled on a miss, the key deleted after a write",
                (database, cache) -> new CacheAside(database, cache, CacheAside.OnWrite.DELETE),
                List.of(Expectation.breaks(
                        WORKLOAD,
                        Faults.NONE,
                        STALE,
                        Duration.ofSeconds(60),
                        "Nishtala and others, Scaling Memcache at Facebook, NSDI 2013, section 3.2.1: a stale set, a"
                                + " value that is put into the cache after it was invalidated")));
    }
}
