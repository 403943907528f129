package io.ordeal.targets.cache;

import io.ordeal.workload.register.RegisterClient;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An application that keeps registers in a database, and looks for them in a cache first, as texts have it:
 *
 * <pre>
 *   read    look into the cache; on a miss read the database, and put what is there into the cache
 *   write   write the database; then delete the key from the cache, or put the new value there
 * </pre>
 *
 * A write is acknowledged once the database has it: a cache that can't be told is left as it is, and so is one that can't be
 * filled. That is what makes it wrong even where nobody is in a race:
 *
 * <pre>
 *   reader  miss ── reads 1 from the database ───────────────────────────── fills in 1: for ever
 *   writer                                     writes 2 ── deletes the key
 * </pre>
 */
final class CacheAside implements RegisterClient {
    /** What becomes of the cache on a write. */
    enum OnWrite {
        DELETE,
        UPDATE
    }

    private final RegisterTable database;
    private final Cache cache;
    private final OnWrite onWrite;

    CacheAside(RegisterTable database, Cache cache, OnWrite onWrite) {
        this.database = database;
        this.cache = cache;
        this.onWrite = onWrite;
    }

    @Override
    public OptionalLong read(String key) throws Exception {
        String cached = cache.get(key);
        if (!cached.isEmpty()) {
            return OptionalLong.of(Long.parseLong(cached));
        }
        Optional<VersionedValue> found = database.read(key);
        if (found.isEmpty()) {
            return OptionalLong.empty();
        }
        long value = found.get().value();
        asFarAsItGoes(() -> cache.set(key, Long.toString(value)));
        return OptionalLong.of(value);
    }

    @Override
    public void write(String key, long value) throws Exception {
        database.write(key, value);
        asFarAsItGoes(() -> {
            switch (onWrite) {
                case DELETE -> cache.delete(key);
                case UPDATE -> cache.set(key, Long.toString(value));
            }
        });
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void asFarAsItGoes(Step step) throws InterruptedException {
        try {
            step.run();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception lost) {
            // as the texts have it: the cache is no more than a cache
        }
    }

    @Override
    public void close() {
        database.close();
        cache.close();
    }
}
