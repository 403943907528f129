package io.ordeal.targets.cache;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.util.List;

/** A cache that takes only what is newer. */
public final class CacheAsideVersionsTarget extends CacheAsideTarget {
    public CacheAsideVersionsTarget() {
        super(
                "cache-aside-versions",
                "Redis before PostgreSQL; the cache takes only what has a higher version in the database, and knows of"
                        + " each write before it is acknowledged",
                VersionedCacheAside::new,
                List.of(Expectation.holds(
                        WORKLOAD,
                        Faults.SYSTEM,
                        "by its construction: what the cache has of a key only ever gets newer, and no"
                                + " operation goes past it")));
    }
}
