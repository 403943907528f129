package io.ordeal.targets.cache;

import io.ordeal.workload.register.RegisterClient;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The same with versions, and linearizable: the cache takes only what is newer than what it has, whoever brings it and
 * however late.
 *
 * <p>Why it holds: what the cache has of a key only ever gets newer, and each operation has one moment at the cache, in which
 * it finds or makes it as new as what it tells. A read tells what the cache has, also after it has filled it in; a write is
 * acknowledged when the cache has it, or what is newer. A cache that is started anew is empty, and filled from the database,
 * which has all that was ever told.
 *
 * <p>What that stands on, each of which other applications do without:
 *
 * <ul>
 *   <li><b>A cache that can't be told is no success.</b> The write is in the database and perhaps never seen, so its outcome
 *       is unknown; a read that can't fill the cache tells nothing, and one that can't ask it does not go to the database.
 *   <li><b>The connection is older than what is brought on it.</b> Else the cache may have been started anew meanwhile, with
 *       no memory of what was newer. So a write sees to its connection before it writes the database.
 *   <li><b>The cache forgets all or nothing</b>: it has no file that it comes back from with what it had a second ago, and
 *       evicts nothing, and no key expires. A single key that is gone could be filled in with what was read before.
 * </ul>
 */
final class VersionedCacheAside implements RegisterClient {
    private final RegisterTable database;
    private final Cache cache;

    VersionedCacheAside(RegisterTable database, Cache cache) {
        this.database = database;
        this.cache = cache;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        String cached = cache.get(key);
        if (!cached.isEmpty()) {
            return OptionalLong.of(VersionedValue.parse(cached).value());
        }
        Optional<VersionedValue> found = database.read(key);
        return found.isPresent() ? OptionalLong.of(cache.raise(key, found.get()).value()) : OptionalLong.empty();
    }

    @Override
    public void write(String key, long value) throws Exception {
        cache.connect();
        VersionedValue written = database.write(key, value);
        try {
            cache.raise(key, written);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception untold) {
            throw new UntoldCacheException(untold);
        }
    }

    @Override
    public void close() {
        database.close();
        cache.close();
    }
}
