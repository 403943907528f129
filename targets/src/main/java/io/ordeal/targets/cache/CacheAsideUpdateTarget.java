package io.ordeal.targets.cache;

import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.Faults;
import java.time.Duration;
import java.util.List;

/** A cache that is written after the database. */
public class CacheAsideUpdateTarget extends CacheAsideTarget {
    private static final String UNTOLD =
            "by its construction: who can't reach the cache writes the database, and the others go on reading the"
                    + " cache";

    /** While the cache stands nobody reads the database, so that nobody sees that the two have it in another order. */
    private static final String OTHER_ORDER =
            "Nishtala and others, Scaling Memcache at Facebook, NSDI 2013, section 3.2.1: concurrent updates that"
                    + " reach the cache in another order; seen once it is empty";

    public CacheAsideUpdateTarget() {
        this("cache-aside-update", CacheSystem.REDIS);
    }

    CacheAsideUpdateTarget(String name, CacheSystem system) {
        super(
                name,
                system,
                "a text's cache: filled on a miss, written after the database",
                (database, cache) -> new CacheAside(database, cache, CacheAside.OnWrite.UPDATE),
                List.of(
                        Expectation.breaks(WORKLOAD, Faults.PARTITION, STALE, Duration.ofSeconds(60), UNTOLD),
                        Expectation.mayBreak(WORKLOAD, Faults.NONE, STALE, OTHER_ORDER)));
    }
}
