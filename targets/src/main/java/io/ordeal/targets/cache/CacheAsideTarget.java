package io.ordeal.targets.cache;

import io.ordeal.targets.ClientFactories;
import io.ordeal.targets.Expectation;
import io.ordeal.targets.parts.PlainTarget;
import io.ordeal.workload.register.RegisterClient;
import java.time.Duration;
import java.util.List;

/** Registers in PostgreSQL, with a cache before it. */
abstract class CacheAsideTarget extends PlainTarget {
    static final String WORKLOAD = "register";
    static final String STALE = "nonlinearizable";

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** @param summary what the cache is, after which system it is before the database */
    CacheAsideTarget(String name, CacheSystem system, String summary, Opener opener, List<Expectation> expectations) {
        super(
                name,
                system.title + " before PostgreSQL; " + summary,
                new CachedDatabase(system.server),
                () -> ClientFactories.of(
                        RegisterClient.class,
                        context -> opener.open(CachedDatabase.table(context), system.open(context, TIMEOUT))),
                expectations);
    }

    /** Makes an application of what it works on. */
    @FunctionalInterface
    interface Opener {
        RegisterClient open(RegisterTable database, Cache cache);
    }
}
