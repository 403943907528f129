package io.ordeal.targets.cache;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;

/** A cache that takes only what is newer. */
public class CacheAsideVersionsTarget extends CacheAsideTarget {
    public CacheAsideVersionsTarget() {
        this("cache-aside-versions", CacheSystem.REDIS);
    }

    CacheAsideVersionsTarget(String name, CacheSystem system) {
        super(
                name,
                system,
                "the cache takes only what has a higher version in the database, and knows of"
                        + " each write before it is acknowledged",
                VersionedCacheAside::new,
                List.of(Expectation.holds(
                        WORKLOAD,
                        Faults.SYSTEM,
                        "by its construction: what the cache has of a key only ever gets newer, and no"
                                + " operation goes past it")));
    }
}
