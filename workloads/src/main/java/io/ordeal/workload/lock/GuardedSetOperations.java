package io.ordeal.workload.lock;

import io.ordeal.client.Client;
import io.ordeal.client.ClientContext;
import io.ordeal.client.Completion;
import io.ordeal.client.DefiniteFailure;
import io.ordeal.client.Invocation;
import io.ordeal.generator.KeyedRandom;
import io.ordeal.history.Keyword;
import io.ordeal.workload.Replaying;
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
    static final Keyword LOCK = Keyword.of("lock");
    static final Keyword ELEMENT = Keyword.of("element");
    private static final Keyword ELEMENTS = Keyword.of("elements");
    private static final Keyword READ = Keyword.of("read");
    private static final Keyword WROTE = Keyword.of("wrote");

    /** What a process does between its read and its write takes up to this long. */
    private static final int MAX_WORK_MICROS = 4_000;

    private final LockClient locks;
    private final ClientContext context;
    private final Function<String, GuardedSet> sets;
    private final SplittableRandom random;
    private @Nullable Exception brokenBy;
    private boolean closed;

    GuardedSetOperations(LockClient locks, ClientContext context, Function<String, GuardedSet> sets) {
        this.locks = locks;
        this.context = context;
        this.sets = sets;
        this.random = KeyedRandom.of(context.seed(), "guarded-set/work", context.worker(), context.process());
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        return switch (invocation.f()) {
            case "add" -> add(invocation);
            case "read" -> read(invocation);
            default -> throw new DefiniteFailure("a guarded set is added to and read, not: " + invocation.f());
        };
    }

    private Completion read(Invocation invocation) {
        if (!(invocation.value() instanceof String lock)) {
            throw new IllegalArgumentException(
                    "expected the lock's name as :read's value, found " + invocation.value());
        }
        return Completion.ok(Map.of(LOCK, lock, ELEMENTS, sets.apply(lock).elements()));
    }

    private Completion add(Invocation invocation) throws Exception {
        if (!(invocation.value() instanceof Map<?, ?> value
                && value.get(LOCK) instanceof String lock
                && value.get(ELEMENT) instanceof Number element)) {
            throw new IllegalArgumentException(
                    "expected {:lock \"lock1\" :element 7} as :add's value, found " + invocation.value());
        }
        if (brokenBy != null) {
            // Nobody knows what this client holds. An exception makes the runner open another.
            throw new IllegalStateException("the release before left the client in the dark: " + brokenBy, brokenBy);
        }
        Optional<Grant> grant = locks.acquire(lock);
        if (grant.isEmpty()) {
            return Completion.fail(invocation.value(), "not granted");
        }
        Map<Keyword, Object> done;
        try {
            done = update(lock, element.longValue(), grant.get().token());
        } catch (DefiniteFailure turnedAway) {
            release(lock);
            throw turnedAway;
        }
        release(lock);
        return Completion.ok(done);
    }

    /** Reads the set and writes it back with one more element. */
    private Map<Keyword, Object> update(String lock, long element, OptionalLong token)
            throws DefiniteFailure, InterruptedException {
        GuardedSet set = sets.apply(lock);
        GuardedSet.State before = set.read(token);
        TimeUnit.MICROSECONDS.sleep(random.nextInt(MAX_WORK_MICROS));
        // Between being granted the lock and writing under it: whoever is frozen here writes what it read before.
        context.pausePoint();
        long version;
        synchronized (this) {
            if (closed) {
                throw new InterruptedException("the operation was given up, and with it the session");
            }
            version = set.write(token, before.plus(element));
        }
        return adding(lock, element, before.version(), version);
    }

    private static Map<Keyword, Object> adding(String lock, long element, long read, long wrote) {
        Map<Keyword, Object> done = new LinkedHashMap<>();
        done.put(LOCK, lock);
        done.put(ELEMENT, element);
        done.put(READ, read);
        done.put(WROTE, wrote);
        return done;
    }

    /** What an add is invoked with. */
    static Map<Keyword, Object> addition(String lock, long element) {
        Map<Keyword, Object> value = new LinkedHashMap<>();
        value.put(LOCK, lock);
        value.put(ELEMENT, element);
        return value;
    }

    /** Recorded additions once more, of other elements. */
    static Replaying.Rounds rounds(List<Invocation> recorded) {
        long apart = recorded.stream()
                        .mapToLong(invocation -> invocation.value() instanceof Map<?, ?> value
                                        && value.get(ELEMENT) instanceof Number element
                                ? element.longValue()
                                : 0)
                        .max()
                        .orElse(0)
                + 1;
        return (round, invocation) -> invocation.value() instanceof Map<?, ?> value
                        && value.get(LOCK) instanceof String lock
                        && value.get(ELEMENT) instanceof Number element
                ? new Invocation(invocation.f(), addition(lock, element.longValue() + round * apart))
                : invocation;
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

    /**
     * Closes the lock client; from here on nothing is written. An operation that was given up may still be under way on a
     * thread left behind: once its session is closed somebody else has the lock, and that is not the lock's fault.
     */
    @Override
    public void close() throws Exception {
        synchronized (this) {
            closed = true;
        }
        locks.close();
    }
}
