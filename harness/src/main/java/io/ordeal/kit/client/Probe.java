package io.ordeal.kit.client;

import io.ordeal.client.Invocation;
import io.ordeal.history.Keyword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Operations of a workload, each of whose effects another client can see, on something that nobody has touched before. */
public sealed interface Probe
        permits Probe.OfHolds,
                Probe.OfPermits,
                Probe.OfRegisters,
                Probe.OfLists,
                Probe.OfQueues,
                SetProbe,
                CounterProbe,
                LogProbe {
    /** Far above the numbers that workloads draw. */
    int FIRST = 900_001;

    /** The next. */
    Deed next();

    /**
     * The probe that speaks a workload's words.
     *
     * @throws IllegalArgumentException there is none
     */
    static Probe of(String workload) {
        return switch (workload) {
            case "lock", "fenced-lock", "read-write-lock" ->
                new OfHolds(new AtomicInteger(FIRST), "acquire", "release", "lock");
            case "semaphore" -> new OfPermits(new AtomicInteger(FIRST));
            case "leader-election", "leader-terms" ->
                new OfHolds(new AtomicInteger(FIRST), "campaign", "resign", "election");
            case "register", "cas-register" -> new OfRegisters(new AtomicInteger(FIRST));
            case "list-append" -> new OfLists(new AtomicInteger(FIRST));
            case "queue" -> new OfQueues(new AtomicInteger(FIRST));
            case "set" -> new SetProbe(new AtomicInteger(FIRST));
            case "counter" -> new CounterProbe(new AtomicInteger(FIRST));
            case "log" -> new LogProbe(new AtomicInteger(FIRST));
            default ->
                throw new IllegalArgumentException("clients are tried with lock, fenced-lock, read-write-lock,"
                        + " semaphore, leader-election, leader-terms, register, cas-register, list-append, queue, set,"
                        + " counter or log, not with " + workload);
        };
    }

    /** An operation and how to see whether it was done. */
    interface Deed {
        Invocation act();

        /** Has another client look at what is there before; for what shows in a difference alone. */
        default void isAboutToBeDone(Caller other) throws InterruptedException {}

        /** Gives back what it took; empty if it took nothing. */
        default Optional<Invocation> undo() {
            return Optional.empty();
        }

        /** What another client asks to see whether it was done. */
        Invocation look();

        /**
         * Whether the answer to {@link #look} is one that only what has seen the operation can give.
         *
         * @param usual what the same client was answered of an operation that was done, when nothing was broken
         */
        default boolean isTold(Answer answer, Answer usual) {
            return answer.isOk();
        }

        /** Whether another client sees that it was done; empty if it can't tell. */
        Optional<Boolean> isSeenBy(Caller other) throws InterruptedException;
    }

    /**
     * A lock that is held, or an office, is refused to others, to whom one beside it is granted.
     *
     * @param take the operation that asks for one
     * @param giveBack the operation that ends it
     * @param name with which its names begin
     */
    record OfHolds(AtomicInteger numbers, String take, String giveBack, String name) implements Probe {
        @Override
        public Deed next() {
            String held = name + numbers.getAndIncrement();
            String beside = name + numbers.getAndIncrement();
            return new Deed() {
                @Override
                public Invocation act() {
                    return new Invocation(take, held);
                }

                @Override
                public Optional<Invocation> undo() {
                    return Optional.of(new Invocation(giveBack, held));
                }

                @Override
                public Invocation look() {
                    return act();
                }

                /** A refusal, by the words of one: a failure may also be that nothing was asked. */
                @Override
                public boolean isTold(Answer answer, Answer usual) {
                    return answer.isFail()
                            && usual.isFail()
                            && Objects.equals(
                                    answer.completion().error(),
                                    usual.completion().error());
                }

                @Override
                public Optional<Boolean> isSeenBy(Caller other) throws InterruptedException {
                    Answer same = other.ask(act());
                    if (same.isOk()) {
                        other.ask(new Invocation(giveBack, held));
                        return Optional.of(false);
                    }
                    Answer another = other.ask(new Invocation(take, beside));
                    if (!same.isFail() || !another.isOk()) {
                        return Optional.empty();
                    }
                    other.ask(new Invocation(giveBack, beside));
                    return Optional.of(true);
                }
            };
        }
    }

    /** A permit that one has leaves another for whoever asks, who can't tell that it was taken. */
    record OfPermits(AtomicInteger numbers) implements Probe {
        @Override
        public Deed next() {
            String semaphore = "lock" + numbers.getAndIncrement();
            return new Deed() {
                @Override
                public Invocation act() {
                    return new Invocation("acquire", semaphore);
                }

                @Override
                public Optional<Invocation> undo() {
                    return Optional.of(new Invocation("release", semaphore));
                }

                @Override
                public Invocation look() {
                    return act();
                }

                @Override
                public boolean isTold(Answer answer, Answer usual) {
                    return false;
                }

                @Override
                public Optional<Boolean> isSeenBy(Caller other) {
                    return Optional.empty();
                }
            };
        }
    }

    /** What was written is read by others. */
    record OfRegisters(AtomicInteger numbers) implements Probe {
        @Override
        public Deed next() {
            int number = numbers.getAndIncrement();
            String register = "r" + number;
            return new Deed() {
                @Override
                public Invocation act() {
                    return new Invocation("write", pair(register, (long) number));
                }

                @Override
                public Invocation look() {
                    return new Invocation("read", pair(register, null));
                }

                @Override
                public Optional<Boolean> isSeenBy(Caller other) throws InterruptedException {
                    Answer read = other.ask(look());
                    return !read.isOk()
                            ? Optional.empty()
                            : Optional.of(read.completion().value() instanceof List<?> pair
                                    && pair.size() == 2
                                    && pair.get(1) instanceof Number value
                                    && value.longValue() == number);
                }
            };
        }
    }

    /** What was appended is read by others. */
    record OfLists(AtomicInteger numbers) implements Probe {
        @Override
        public Deed next() {
            long number = numbers.getAndIncrement();
            return new Deed() {
                @Override
                public Invocation act() {
                    return transaction(step("append", number, number));
                }

                @Override
                public Invocation look() {
                    return transaction(step("r", number, null));
                }

                @Override
                public Optional<Boolean> isSeenBy(Caller other) throws InterruptedException {
                    Answer read = other.ask(look());
                    return read.isOk()
                            ? Optional.of(
                                    String.valueOf(read.completion().value()).contains("[" + number + "]"))
                            : Optional.empty();
                }
            };
        }
    }

    /** What was enqueued is delivered to others, before the queue is empty. */
    record OfQueues(AtomicInteger numbers) implements Probe {
        @Override
        public Deed next() {
            long number = numbers.getAndIncrement();
            return new Deed() {
                @Override
                public Invocation act() {
                    return new Invocation("enqueue", number);
                }

                @Override
                public Invocation look() {
                    return new Invocation("dequeue", null);
                }

                @Override
                public Optional<Boolean> isSeenBy(Caller other) throws InterruptedException {
                    while (true) {
                        Answer taken = other.ask(look());
                        if (!taken.isOk()) {
                            return taken.isFail() ? Optional.of(false) : Optional.empty();
                        }
                        if (taken.completion().value() instanceof Number value && value.longValue() == number) {
                            return Optional.of(true);
                        }
                    }
                }
            };
        }
    }

    /** {@code [offset element]} of each entry that a reading of a log found; none where the answer is none of a log. */
    static List<List<?>> entries(Answer read) {
        List<List<?>> entries = new ArrayList<>();
        if (read.completion().value() instanceof List<?> told
                && told.size() == 3
                && told.get(2) instanceof List<?> all) {
            for (Object entry : all) {
                if (entry instanceof List<?> offsetAndElement && offsetAndElement.size() == 2) {
                    entries.add(offsetAndElement);
                }
            }
        }
        return entries;
    }

    /** {@code [key value]}. */
    static List<@Nullable Object> pair(Object key, @Nullable Object value) {
        return Arrays.asList(key, value);
    }

    /** {@code [:append 3 7]}. */
    static List<@Nullable Object> step(String kind, long key, @Nullable Object value) {
        return Arrays.asList(Keyword.of(kind), key, value);
    }

    /** A transaction of one step or several. */
    @SafeVarargs
    static Invocation transaction(List<@Nullable Object>... steps) {
        List<Object> all = new ArrayList<>();
        for (List<@Nullable Object> step : steps) {
            all.add(step);
        }
        return new Invocation("txn", all);
    }
}
