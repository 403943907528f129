package io.ordeal.workload.lock;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.generator.KeyedRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code add} under the lock, and {@code read} of what is there in the end. */
final class GuardedSetOperations implements Client {
    /** What a process does between its read and its write takes up to this long. */
    private static final int MAX_WORK_MICROS = 4_000;

    private final LockClient locks;
    private final ClientContext context;
    private final Function<String, GuardedSet> sets;
    private final SplittableRandom random;
    private @Nullable Exception brokenBy;

    GuardedSetOperations(LockClient locks, ClientContext context, Function<String, GuardedSet> sets) {
        this.locks = locks;
        this.context = context;
        this.sets = sets;
        this.random = KeyedRandom.of(context.seed(), "guarded-set/work", context.worker(), context.process());
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        String lock = lockOf(invocation);
        return switch (invocation.f()) {
            case "add" -> add(invocation, lock);
            case "read" -> Completion.ok(keyed(lock, sets.apply(lock).elements()));
            default -> throw new DefiniteFailure("a guarded set is added to and read, not: " + invocation.f());
        };
    }

    private Completion add(Invocation invocation, String lock) throws Exception {
        if (brokenBy != null) {
            // Nobody knows what this client holds. An exception makes the runner open another.
            throw new IllegalStateException("the release before left the client in the dark: " + brokenBy, brokenBy);
        }
        Optional<Grant> grant = locks.acquire(lock);
        if (grant.isEmpty()) {
            return Completion.fail(invocation.value(), "not granted");
        }
        Map<String, Object> done;
        try {
            done = update(lock, elementOf(invocation), grant.get().token());
        } catch (DefiniteFailure turnedAway) {
            release(lock);
            throw turnedAway;
        }
        release(lock);
        return Completion.ok(keyed(lock, done));
    }

    /** Reads the set and writes it back with one more element. */
    private Map<String, Object> update(String lock, long element, OptionalLong token)
            throws DefiniteFailure, InterruptedException {
        GuardedSet set = sets.apply(lock);
        GuardedSet.State before = set.read(token);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(MAX_WORK_MICROS));
        // Between being granted the lock and writing under it: whoever is frozen here writes what it read before.
        context.pausePoint();
        long version = set.write(token, before.plus(element));
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("element", element);
        done.put("read", before.version());
        done.put("wrote", version);
        return done;
    }

    /** Whatever comes of the release, the addition was made or not: it has its outcome already. */
    private void release(String lock) throws InterruptedException {
        try {
            locks.release(lock);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (DefiniteFailure nothingReleased) {
            // The hold had ended before. What the set makes of that is in the history.
        } catch (Exception unknown) {
            brokenBy = unknown;
        }
    }

    @Override
    public void close() throws Exception {
        locks.close();
    }

    /** The lock in a value {@code [lock …]}. */
    private static String lockOf(Invocation invocation) {
        if (invocation.value() instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof String lock) {
            return lock;
        }
        throw malformed(invocation);
    }

    private static long elementOf(Invocation invocation) {
        if (invocation.value() instanceof List<?> pair && pair.get(1) instanceof Number element) {
            return element.longValue();
        }
        throw malformed(invocation);
    }

    private static IllegalArgumentException malformed(Invocation invocation) {
        return new IllegalArgumentException("expected a value such as [\"lock1\" 7] or [\"lock1\" nil] for :"
                + invocation.f() + ", found " + invocation.value());
    }

    /** {@code [lock value]}, where the value may be nil. */
    static List<@Nullable Object> keyed(String lock, @Nullable Object value) {
        return Collections.unmodifiableList(Arrays.asList(lock, value));
    }
}
