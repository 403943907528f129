/**
 * Caches before a database, as applications have them: {@link io.ordeal.targets.cache.CacheAside} as texts have it, and {@link
 * io.ordeal.targets.cache.VersionedCacheAside} as it holds, with what that takes. The cache is Redis or memcached ({@link io.ordeal.targets.cache.CacheSystem}): the applications are the same.
 *
 * <pre>
 *   application ──► cache      read; on a miss, fill in
 *        └────────► database   read on a miss; write
 * </pre>
 *
 * <p>The law of this package: <b>the database's word is the write's</b>. What it has committed is no failure, whatever became of
 * the cache; an application may acknowledge it or say that nobody knows, never that nothing was done.
 */
@NullMarked
package io.ordeal.targets.cache;

import org.jspecify.annotations.NullMarked;
