package io.ordeal.generator;

import io.ordeal.client.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The generators that others are put together of, after Jepsen's (jepsen-io/generator). What is said of workers holds for
 * the nemesis too, unless {@link #clients} or {@link #nemesis} keeps it out.
 *
 * <pre>{@code
 * Generator reads = Generators.repeat(Generators.once("read", null));
 * Generator writes = Generators.drawn(draw -> new Invocation("write", draw.random().nextInt(5)));
 * Generators.phases(
 *         Generators.timeLimit(
 *                 Duration.ofSeconds(30),
 *                 Generators.clientsAndNemesis(
 *                         Generators.stagger(Duration.ofMillis(10), Generators.mix(reads, writes)),
 *                         Generators.cycle(Generators.sequence(
 *                                 Generators.sleep(Duration.ofSeconds(5)), Generators.once("start-partition", null),
 *                                 Generators.sleep(Duration.ofSeconds(5)), Generators.once("stop-partition", null))))),
 *         Generators.clients(Generators.eachThread(Generators.untilOk(reads))));
 * }</pre>
 */
public final class Generators {
    private Generators() {}

    // ---- operations

    /** Nothing at all. */
    public static Generator nothing() {
        return Ended.INSTANCE;
    }

    /** One operation, once. */
    public static Generator once(Invocation invocation) {
        return new Single(invocation);
    }

    /** One operation, once. */
    public static Generator once(String f, @Nullable Object value) {
        return new Single(new Invocation(f, value));
    }

    /** The first operation of a generator, and no more. */
    public static Generator once(Generator generator) {
        return limit(1, generator);
    }

    /** Operations that a function makes up, each for its worker, until it gives none. */
    public static Generator drawn(Draw.Source source) {
        return new Drawn(source, Counts.NONE);
    }

    /** The operations that a function has for 0, 1, 2, …, whoever does them, until it gives none. */
    public static Generator numbered(LongFunction<@Nullable Invocation> source) {
        return new Numbered(source, 0);
    }

    // ---- one after the other

    /** Everything from the first generator, then everything from the second, …; none waits for operations to end. */
    public static Generator sequence(Generator... generators) {
        return sequence(Arrays.asList(generators));
    }

    /** Everything from the first generator, then everything from the second, …; none waits for operations to end. */
    public static Generator sequence(List<Generator> generators) {
        List<Generator> parts = List.copyOf(generators);
        return Sequence.of(i -> i < parts.size() ? parts.get((int) i) : null);
    }

    /** As {@link #sequence}, but each generator waits until all workers are free. */
    public static Generator phases(Generator... generators) {
        List<Generator> parts = new ArrayList<>();
        for (Generator generator : generators) {
            parts.add(synchronize(generator));
        }
        return sequence(parts);
    }

    /** Everything from the first; when all workers are free, everything from the second. */
    public static Generator then(Generator first, Generator second) {
        return sequence(first, synchronize(second));
    }

    /** Waits until all workers are free before it begins. */
    public static Generator synchronize(Generator generator) {
        return new Synchronize(generator);
    }

    /** The first operation of a generator over and over. */
    public static Generator repeat(Generator generator) {
        return new Repeat(-1, Counts.NONE, generator);
    }

    /** The first operation of a generator, so many times. */
    public static Generator repeat(long times, Generator generator) {
        return new Repeat(atLeast(0, times, "times"), Counts.NONE, generator);
    }

    /** All of a generator, from its beginning again and again. */
    public static Generator cycle(Generator generator) {
        return new Cycle(-1, 0, generator, generator);
    }

    /** All of a generator, from its beginning, so many times. */
    public static Generator cycle(long times, Generator generator) {
        return new Cycle(atLeast(0, times, "times"), 0, generator, generator);
    }

    /** An operation from the first, one from the second, …, and around, until one is exhausted whose turn it is. */
    public static Generator flipFlop(Generator... generators) {
        return generators.length == 0 ? nothing() : new FlipFlop(generators.clone(), 0);
    }

    // ---- side by side

    /** Each operation from one of the generators, drawn with equal chances until it is exhausted. */
    public static Generator mix(Generator... generators) {
        return mix(Arrays.asList(generators));
    }

    /** Each operation from one of the generators, drawn with equal chances until it is exhausted. */
    public static Generator mix(List<Generator> generators) {
        int[] places = new int[generators.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        return new Mix(generators.toArray(new Generator[0]), places, Counts.NONE);
    }

    /** The soonest operation of all; where several are for the same time, one is drawn. */
    public static Generator any(Generator... generators) {
        return new Any(generators.clone(), 0);
    }

    /** A generator that the clients do, and one that the nemesis does, side by side. */
    public static Generator clientsAndNemesis(Generator clients, Generator nemesis) {
        return any(clients(clients), nemesis(nemesis));
    }

    // ---- who does it

    /** A generator for the clients only. */
    public static Generator clients(Generator generator) {
        return new OnThreads(OnThreads.ALL, false, generator);
    }

    /** A generator for the nemesis only. */
    public static Generator nemesis(Generator generator) {
        return new OnThreads(OnThreads.NONE, true, generator);
    }

    /** A generator for some of the client workers only; it knows of no others. */
    public static Generator onThreads(IntPredicate workers, Generator generator) {
        return new OnThreads(workers, false, generator);
    }

    /** A copy of a generator for every worker, which knows of no other worker. */
    public static Generator eachThread(Generator generator) {
        return new EachThread(generator, new Generator[0], 0);
    }

    /** The first workers do one thing, the rest another. Each generator knows of its own workers only. */
    public static Generator reserve(int workers, Generator first, Generator rest) {
        return reserve(List.of(new Reserved(workers, first)), rest);
    }

    /**
     * The first workers do the first thing, the next ones the second, …, the rest the last. Each generator knows of its
     * own workers only; the nemesis, if it is not kept out, is of the rest.
     *
     * @throws IllegalArgumentException when it runs, if there are too few workers
     */
    public static Generator reserve(List<Reserved> reserved, Generator rest) {
        return Split.of(new ReservePlan(List.copyOf(reserved), rest));
    }

    /**
     * So many workers do a thing.
     *
     * @param workers how many, ≥ 1
     */
    public record Reserved(int workers, Generator generator) {
        public Reserved {
            atLeast(1, workers, "workers");
        }
    }

    /** Never more than so many operations at once. */
    public static Generator concurrencyLimit(int limit, Generator generator) {
        return new ConcurrencyLimit((int) atLeast(1, limit, "limit"), generator);
    }

    // ---- how many, how long, when

    /** So many operations at most. */
    public static Generator limit(long operations, Generator generator) {
        return new Limit(atLeast(0, operations, "operations"), generator);
    }

    /** Operations for so long, from the first one on; one that is on its way then is not cut short. */
    public static Generator timeLimit(Duration limit, Generator generator) {
        long nanos = atLeast(0, limit.toNanos(), "limit");
        return nanos == 0 ? nothing() : new TimeLimit(nanos, TimeLimit.NOT_BEGUN, generator);
    }

    /** As long as no more than so many processes could have done the operations: unknown outcomes make new ones. */
    public static Generator processLimit(int processes, Generator generator) {
        return new ProcessLimit((int) atLeast(1, processes, "processes"), new BitSet(), generator);
    }

    /** Until one of the operations is ok. */
    public static Generator untilOk(Generator generator) {
        return new UntilOk(false, new BitSet(), generator);
    }

    /** Operations at random intervals from 0 to twice the mean, counted over all workers. */
    public static Generator stagger(Duration mean, Generator generator) {
        return new Paced(atLeast(0, mean.toNanos(), "mean"), true, 0, 0, generator);
    }

    /**
     * Operations in bursts of random size, from one to as many as there are workers, with random pauses between them, so
     * that the interval per operation has that mean. In a burst workers meet, however quick the system is: evenly spread,
     * operations of a tenth of a millisecond hardly ever overlap, and what goes wrong between them is not seen.
     */
    public static Generator bursts(Duration mean, Generator generator) {
        return Bursts.of(atLeast(0, mean.toNanos(), "mean"), generator);
    }

    /**
     * Bursts as {@link #bursts} makes them, in calm spans; before each there is one of {@value Waves#HASTE} times as
     * many operations, which for many a system is more than it can do: then its workers are never idle. How long each
     * span lasts is drawn, {@value Waves#CALM_MILLIS} ms and {@value Waves#FULL_MILLIS} ms on average.
     *
     * @param mean of the intervals in calm spans, per operation
     */
    public static Generator waves(Duration mean, Generator generator) {
        return Waves.of(mean.toNanos(), generator);
    }

    /** Operations at a fixed interval, counted over all workers; where all are busy it is longer. */
    public static Generator delay(Duration interval, Generator generator) {
        return new Paced(atLeast(0, interval.toNanos(), "interval"), false, 0, 0, generator);
    }

    /** Nothing for so long, from when a worker is first free for it. */
    public static Generator sleep(Duration length) {
        return new Sleep(atLeast(0, length.toNanos(), "length"), Sleep.NOT_BEGUN);
    }

    // ---- what

    /** A generator's operations, each changed by a function. */
    public static Generator map(UnaryOperator<Invocation> function, Generator generator) {
        return new MapInvocations(function, generator);
    }

    /** A generator's operations under other names, say for a nemesis that is made of several. */
    public static Generator rename(Map<String, String> names, Generator generator) {
        Map<String, String> renamed = Map.copyOf(names);
        return map(
                invocation -> new Invocation(renamed.getOrDefault(invocation.f(), invocation.f()), invocation.value()),
                generator);
    }

    /** Only those of a generator's operations that pass. It must not be one without end of which none does. */
    public static Generator filter(Predicate<Invocation> passes, Generator generator) {
        return new Filter(passes, generator);
    }

    // ---- independent keys

    /**
     * One key after the other, each with a generator of its own, whose values become {@code [key value]}.
     *
     * @param keys the i-th key, or null after the last
     */
    public static Generator sequentialKeys(LongFunction<?> keys, Function<Object, Generator> generators) {
        return keysFrom(0, 1, keys, generators);
    }

    /**
     * The client workers in groups, each of which goes through keys of its own: of n groups the i-th works on the i-th
     * key, then the (i + n)-th, and so on. Values become {@code [key value]}. Groups have neighbouring workers, and as
     * many as the others or one more.
     *
     * @param groups keys that are in use at once, ≥ 1; of more groups than workers, those that have no worker are left
     *     out
     * @param keys the i-th key, or null after the last
     */
    public static Generator concurrentKeys(int groups, LongFunction<?> keys, Function<Object, Generator> generators) {
        return clients(Split.of(new KeysPlan((int) atLeast(1, groups, "groups"), keys, generators)));
    }

    private static Generator keysFrom(
            int first, int stride, LongFunction<?> keys, Function<Object, Generator> generators) {
        return Sequence.of(i -> {
            Object key = keys.apply(first + i * stride);
            return key == null ? null : new Keyed(key, generators.apply(key));
        });
    }

    private static long atLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " is at least " + least + ", not " + value);
        }
        return value;
    }

    private record ReservePlan(List<Reserved> reserved, Generator rest) implements Split.Plan {
        @Override
        public int[] sizes(int workers) {
            int[] sizes = new int[reserved.size() + 1];
            int left = workers;
            for (int i = 0; i < reserved.size(); i++) {
                sizes[i] = reserved.get(i).workers();
                left -= sizes[i];
            }
            if (left < 0) {
                throw new IllegalArgumentException("reserve wants " + (workers - left) + " workers, but there are "
                        + workers + ": reserve fewer, or raise the concurrency");
            }
            sizes[reserved.size()] = left;
            return sizes;
        }

        @Override
        public Generator generator(int group, int groups) {
            return group < reserved.size() ? reserved.get(group).generator() : rest;
        }
    }

    private record KeysPlan(int wanted, LongFunction<?> keys, Function<Object, Generator> generators)
            implements Split.Plan {
        @Override
        public int[] sizes(int workers) {
            int[] sizes = new int[Math.max(1, Math.min(wanted, workers))];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = workers / sizes.length + (i < workers % sizes.length ? 1 : 0);
            }
            return sizes;
        }

        @Override
        public Generator generator(int group, int groups) {
            return keysFrom(group, groups, keys, generators);
        }
    }
}
